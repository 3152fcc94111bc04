"""Every page × every principal × what they may try: no mark of a file that is not theirs reaches the screen.

The column of cold servers and raw websockets stands in tests/e2e/test_access_cold.py.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.figures import contacts as contact_figures
from analytics.release import open_release
from analytics.scope import parse_scope
from dashboard import cached
from dashboard.blocks import table as table_block
from dashboard.page_registry import REGISTRY
from dashboard.view import View
from settings import read_paths, read_workspace
from tests.builders_canaries import FILES, OTHER_TOWN, RELEASES, build_marked, marks_in
from tests.builders_release import AS_OF, TOWN
from tests.pages.conftest import ROOT, WORKSPACE
from tests.pages.reading import everything
from tests.pages.test_access_exports import content_text
from tests.principals import (
    ALLOWED,
    EVERYBODY,
    REVOKED,
    SECRET,
    Principal,
    write_access,
)
