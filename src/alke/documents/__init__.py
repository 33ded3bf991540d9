"""On paper: one block model, written as HTML, PDF/UA and DOCX. Leaves out the web site around the HTML."""
