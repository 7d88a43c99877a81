"""What nobody foresaw is told in a line that says what to do."""

import pytest

from crosscut.cli.unexpected_errors import unforeseen


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MemoryError(), "memory"),
        (ImportError("_duckdb.so: failed to map segment from shared object"), "memory"),
        (ImportError("libstdc++.so.6: cannot allocate memory in static TLS block"), "memory"),
        (ImportError("cannot import name 'gone' from 'somewhere'"), "internal"),
        (OSError(28, "No space left on device", "x.json"), "system"),
    ],
)
def test_each_is_of_its_kind(error: BaseException, code: str) -> None:
    assert unforeseen(error).code == code


@pytest.mark.parametrize("file", ["x.json", ""])
def test_a_full_disk_says_where_to_free_space(file: str) -> None:
    said = (
        "No space left on device" if file else "error writing bytes to file. Detail: [errno 28] No space left on device"
    )
    error = OSError(28, said, file) if file else OSError(said)
    assert str(unforeseen(error)).startswith(f"{file}: " * bool(file) + "there is no space left on the disk. Free some")
