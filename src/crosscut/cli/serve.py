"""``crosscut serve``: the workspace in a browser."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crosscut.cli.output import complain, console, progress
from crosscut.errors import CrosscutError

DEMONSTRATION = Path("demo")
"""The folder that is made of the bundled example where it does not stand."""


def serve(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    host: str = "127.0.0.1",
    port: Annotated[int, Parameter(negative=())] = 8080,
    database: str = "",
) -> int:
    """Open a budget's workspace in a browser: people, calls, requests, questions and the record.

    For example:

        crosscut serve demo

        crosscut serve demo --port 8090 --database postgresql://crosscut@localhost/office

    Parameters
    ----------
    folder
        The budget folder; "demo" is made of the bundled example where nothing stands there.
    host
        The address to listen at. Anything but this machine's own needs a proxy in front that encrypts.
    port
        The port to listen at; 0 is any that is free.
    database
        Where the ledger and the workspace are kept, as a URL; without it, where the folder's settings say.
    """
    import uvicorn

    from crosscut import examples
    from crosscut.workspace import server
    from crosscut.workspace.web.app import application

    if not 0 <= port <= 65535:
        raise CrosscutError(f"{port} is no port", hint="Give one from 1 to 65535, or 0 for any that is free")
    loopback = server.is_loopback(host)
    with progress() as step:
        if folder == DEMONSTRATION and not folder.exists():
            step(f"Putting the bundled example into {folder}")
            examples.write("korea-2024", folder)
        demonstration = loopback and examples.is_example(folder)
        office = server.open_office(folder, database, demonstration=demonstration, progress=step)
    try:
        server.use_zone(office.known.settings.zone)
        with (
            _listening(host, port) as listening,
            server.postman(office),
            server.working(office, folder),
            server.counting(office),
        ):
            _say(host, listening.getsockname()[1], office.code, loopback=loopback)
            names = office.running.hosts
            app = application(office, (*server.LOOPBACK, *names) if loopback or names else ())
            config = uvicorn.Config(app, log_level="warning", server_header=False)
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        office.close()
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens, so that the address is only printed where it can be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        hint = "Give another one with --port, or end what listens there"
        raise CrosscutError(f"port {port} of {host} cannot be had: {error.strerror}", hint=hint) from None


def _say(host: str, port: int, code: str, *, loopback: bool) -> None:
    if not loopback:
        complain(f"{host} is reached from other machines: put a proxy in front that encrypts (docs/workspace.md)")
    shown = f"[{host}]" if ":" in host else host
    first = f" (first visit: code {code})" if code else ""
    console().print(f"Open http://{shown}:{port}/{first}", soft_wrap=True)
    sys.stdout.flush()
