// Signing in with a key (WebAuthn): asks the browser for it and posts its answer. Other ways to sign in need no script.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const ids = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const answer = (key) => {
    const told = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (key.response[name]) told[name] = text(key.response[name]);
    }
    if (key.response.getTransports) told.transports = key.response.getTransports();
    return { id: key.id, rawId: text(key.rawId), type: key.type, response: told, clientExtensionResults: key.getClientExtensionResults() };
  };
  const options = async (frame) => {
    if (frame.dataset.keyJson) return JSON.parse(document.getElementById(frame.dataset.keyJson).textContent);
    const response = await fetch(frame.dataset.keyOptions, { headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" } });
    return response.json();
  };
  const ask = async (frame, form) => {
    const given = await options(frame);
    if (frame.dataset.key === "create") {
      const asked = given.creation_options.publicKey;
      asked.challenge = bytes(asked.challenge);
      asked.user.id = bytes(asked.user.id);
      asked.excludeCredentials = ids(asked.excludeCredentials);
      if (form.elements.passwordless && form.elements.passwordless.checked) {
        asked.authenticatorSelection = { ...asked.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
      }
      return navigator.credentials.create({ publicKey: asked });
    }
    const asked = given.request_options.publicKey;
    asked.challenge = bytes(asked.challenge);
    asked.allowCredentials = ids(asked.allowCredentials);
    return navigator.credentials.get({ publicKey: asked });
  };
  for (const frame of document.querySelectorAll("[data-key]")) {
    const form = frame.tagName === "FORM" ? frame : frame.querySelector("form");
    form.addEventListener("submit", async (event) => {
      const field = form.elements.credential;
      if (field.value && field.value !== "null") return;
      event.preventDefault();
      try {
        field.value = JSON.stringify(answer(await ask(frame, form)));
        form.submit();
      } catch {
        let note = frame.querySelector("[role=alert]");
        if (!note) { note = document.createElement("p"); note.className = "message error"; note.setAttribute("role", "alert"); frame.prepend(note); }
        note.textContent = frame.dataset.keyFailed;
      }
    });
  }
})();
