"""A measurement made anew takes the place of the old one and leaves the others alone."""

from bench.results import renewed

PAGE = "# Measurements\n\nAn old machine.\n\n## Import\n\n1 s\n\n## Map\n\n2 ms\n"


def test_that_a_section_takes_the_place_of_the_one_of_its_name() -> None:
    page = renewed(PAGE, "# Measurements\n\nA machine.\n", ["Import\n\n3 s\n"])
    assert page == "# Measurements\n\nA machine.\n\n## Import\n\n3 s\n\n## Map\n\n2 ms\n"


def test_that_a_new_section_comes_last() -> None:
    page = renewed(PAGE, "# Measurements\n\nA machine.\n", ["Tiles\n\n4 ms\n"])
    assert page.endswith("## Map\n\n2 ms\n\n## Tiles\n\n4 ms\n")


def test_that_an_empty_page_gets_its_head() -> None:
    page = renewed("", "# Measurements\n", ["Map\n\n2 ms\n"])
    assert page == "# Measurements\n\n## Map\n\n2 ms\n"
