"""The hub's configuration: traits that were resolved when the files were built, then users' own code."""

# Users' code finds these in its scope besides c and the helpers, as it always has.
import glob
import os
import re  # noqa: F401
import sys

from jupyterhub.utils import url_path_join  # noqa: F401
from kubernetes_asyncio import client  # noqa: F401
from tornado.httpclient import AsyncHTTPClient

sys.path.insert(0, os.path.dirname(__file__))

import hub_start
from z2jh import (  # noqa: F401
    get_config,
    get_name,
    get_name_env,
    get_secret_value,
    set_config_if_not_none,
)

AsyncHTTPClient.configure("tornado.curl_httpclient.CurlAsyncHTTPClient")
hub_start.set_environment()
hub_start.set_traits(c)  # noqa: F821

# In this order and in this scope: users' code counts on both.
for config_file in sorted(glob.glob(f"{os.path.dirname(__file__)}/jupyterhub_config.d/*.py")):
    print(f"Loading {config_file}")
    with open(config_file, encoding="utf-8") as source:
        exec(compile(source.read(), config_file, "exec"))

for key, code in sorted((get_config("hub.extraConfig") or {}).items()):
    print(f"Loading hub.extraConfig.{key}")
    exec(compile(code, f"hub.extraConfig.{key}", "exec"))

hub_start.set_spawner(c)  # noqa: F821
