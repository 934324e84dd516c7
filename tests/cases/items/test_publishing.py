"""The text of an item: written in one way, and read back as it was."""

from pgx.cases.items.publishing import read, texts
from pgx.cases.items.reading import read_file
from tests.cases.items.making import SMALL_FILES


def test_texts_are_read_back_as_the_items_they_are_of(tmp_path):
    for path in SMALL_FILES:
        content = read_file(path).content
        for item in content.items:
            text = texts(content)[item.id]
            assert read(item.id, text) == item
            assert text.startswith(f"belief: {content.belief}\nitem:\n  id: {item.id}\n")


def test_texts_are_the_same_however_the_file_is_laid_out(tmp_path):
    path = SMALL_FILES[0]
    other = tmp_path / path.name
    other.write_text(
        "# a remark\n" + path.read_text().replace("{drug: ", "{ drug:  ").replace(">-", ">")
    )
    assert texts(read_file(other).content) == texts(read_file(path).content)
