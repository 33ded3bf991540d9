def test_two_columns_of_numbers_with_one_heading_are_refused_with_line_and_heading() -> None:
    with pytest.raises(InputError, match=r"line 3, keyword column 'Miehet 2018'.*both called"):
        read(b'"t"\n\n"Alue";"Miehet 2018";"Miehet 2018"\n"Helsinki";1;2\n')
