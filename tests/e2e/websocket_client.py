"""A browser without a browser: opens a page over the real websocket and keeps every byte that comes back."""

from __future__ import annotations

import socket
import ssl
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.sync.client import ClientConnection, connect

SECONDS = 60
FINISHED = ForwardMsg.FINISHED_SUCCESSFULLY


@dataclass
class Connection:
    """One session at `address`; `received` holds the raw messages, `runs` how often a script began.

    `at` is where the machine really is, for names that only a browser of the tests knows.
    """

    address: str
    cookies: Mapping[str, str]
    origin: str | None = ""
    received: list[bytes] = field(default_factory=list)
    runs: int = 0
    session: str = ""
    at: str | None = None
    _socket: ClientConnection | None = None
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Connection:
        token = generate_xsrf_token_string()
        parts, place = urlsplit(self.address), urlsplit(self.at or self.address)
        cookies = {**self.cookies, "_streamlit_xsrf": token}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        trust = ssl._create_unverified_context() if parts.scheme == "https" else None
        opening = connect(
            f"{'wss' if trust else 'ws'}://{parts.netloc}/_stcore/stream",
            origin=self.address if self.origin == "" else self.origin,  # type: ignore[arg-type]
            additional_headers=headers,
            subprotocols=["streamlit", token],  # type: ignore[list-item]
            ssl=trust,
            sock=socket.create_connection((place.hostname, place.port)),
            max_size=None,
            proxy=None,
        )
        self._socket = self._open.enter_context(opening)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._open.close()

    def open(self, page: str, query: Mapping[str, str] | None = None) -> str:
        """Run a page as its address would and return everything that was sent for it, as text."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(query or {})
        message.rerun_script.page_name = page
        self._send(message)
        while True:
            forward = self._next()
            if forward.WhichOneof("type") == "new_session":
                self.runs += 1
                self.session = forward.new_session.initialize.session_id
            if forward.WhichOneof("type") == "script_finished" and forward.script_finished == FINISHED:
                return self.text()

    def downloads(self) -> list[str]:
        """The addresses of the files that the page's download buttons make."""
        messages = (ForwardMsg.FromString(raw) for raw in self.received)
        buttons = [
            message.delta.new_element.download_button.deferred_file_id
            for message in messages
            if message.delta.new_element.WhichOneof("type") == "download_button"
        ]
        return [self._made(file) for file in dict.fromkeys(buttons) if file]

    def text(self) -> str:
        """Every byte received so far."""
        return b"\n".join(self.received).decode("utf-8", "replace")

    def _made(self, file: str) -> str:
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = str(uuid.uuid4()), self.session
        request.deferred_file.file_id = file
        self._send(message)
        while True:
            forward = self._next()
            if forward.WhichOneof("type") == "backend_operation_response":
                return forward.backend_operation_response.deferred_file.url

    def _send(self, message: BackMsg) -> None:
        assert self._socket is not None
        self._socket.send(message.SerializeToString())

    def _next(self) -> ForwardMsg:
        assert self._socket is not None
        raw = self._socket.recv(timeout=SECONDS)
        assert isinstance(raw, bytes)
        self.received.append(raw)
        return ForwardMsg.FromString(raw)
