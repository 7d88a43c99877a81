"""Plans that were applied under another policy than the folder's own, which is planned and shown beside them."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pyarrow as pa

from crosscut import ingest, tomltext
from crosscut.budget.provenance import POLICY
from crosscut.digests import bytes_digest, file_digest
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Severity
from crosscut.ingest.plan_names import is_plan
from crosscut.text import Text
from crosscut.wholefiles import read_text


def policy_digest(text: str) -> str:
    """The digest of what a policy says, however it is written down: without comments, blank lines and line ends."""
    try:
        said = json.dumps(tomltext.parsed(text), sort_keys=True, ensure_ascii=False, default=str)
    except CrosscutError:
        said = text
    return bytes_digest(said.encode())


def other_policies(folder: Path, lines: pa.Table) -> list[Finding]:
    """A finding on each applied plan that counts and says that the folder's policy, as it stands, did not make it."""
    own = folder / POLICY
    if not own.is_file():
        return []
    files = sorted(filter(is_plan, lines["file"].unique().to_pylist()))
    stated = ingest.policies_of(folder, [PurePosixPath(each).name for each in files])
    now = _digests(own) if stated else ()
    return [
        Finding(
            "plan-of-another-policy",
            Severity.INFO,
            (_CHANGED if each.name == POLICY else _ANOTHER).format(policy=each.name, digest=each.digest, own=POLICY),
            each.place,
            hint=_MEND,
        )
        for each in stated
        if each.digest not in now
    ]


def _digests(file: Path) -> tuple[str, ...]:
    """What a policy's digest may be: of its bytes, as older plans have it, and of what it says."""
    whole = file_digest(file)
    try:
        return whole, policy_digest(read_text(file, tomltext.LARGEST))
    except UnicodeDecodeError:
        return (whole,)


_ANOTHER = Text(
    "The applied plan was made under {policy} ({digest}); what is planned here now follows {own}, another policy.",
    "적용한 배분안은 {policy}({digest})에 따라 만든 것이며, 지금 계산하는 배분안은 다른 정책인 {own}에 따름.",
)
_CHANGED = Text(
    "The applied plan was made under {policy} as it stood then ({digest}); it changed since, and what is planned "
    "here now follows it as it is.",
    "적용한 배분안은 당시의 {policy}({digest})에 따라 만든 것임. "
    "그 뒤 정책이 바뀌어, 지금 계산하는 배분안은 바뀐 정책에 따름.",
)
_MEND = Text(
    "Take the page of the plan for one of the policy that it names, not of the amounts that were applied.",
    "배분안 페이지는 적용한 금액이 아니라 거기 적힌 정책의 결과로 보십시오.",
)
