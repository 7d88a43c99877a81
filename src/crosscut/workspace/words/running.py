"""Words of running an office: backups, checkpoints, mail, jobs, and other ways to sign in."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "act_backup_make": Text("made a backup", "백업"),
    "item_backup": Text("Backup", "백업"),
    "checkpoint_file": Text("Signed, as a file to keep elsewhere", "서명된 파일로 내려받아 다른 곳에 보관"),
}
