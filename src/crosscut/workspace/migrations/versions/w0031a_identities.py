"""Who people are at an identity provider, and the ways there that are under way."""

import sqlalchemy as sa
from alembic import op

revision = "w0031a"
down_revision = "w0030a"


def _person(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default="") for name in names]


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "ws_identities",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person("person"),
        *_texts("issuer", "subject"),
        _person("given_by"),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ws_identities_subject", "ws_identities", ["issuer", "subject"])
    op.create_table(
        "ws_flows",
        sa.Column("digest", sa.Text(), primary_key=True),
        *_texts("state", "nonce", "verifier"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
