"""Signs the checksums with GPG.

GPG_FINGERPRINT names the key. It is in the user's keyring, or in GPG_PRIVATE_KEY; GPG_PASSPHRASE opens it.
"""

import contextlib
import os
import subprocess
import sys
import tempfile

# What the registries verify; they refuse elliptic curves. As GPG numbers them: RSA, DSA.
ALGORITHMS = {"1", "17"}


def write(path):
    """Signs a file, and gives the path of the signature."""
    signed = path.with_name(f"{path.name}.sig")
    signed.unlink(missing_ok=True)
    with keyring() as home:
        key = os.environ["GPG_FINGERPRINT"]
        if algorithm(home, key) not in ALGORITHMS:
            sys.exit("The registries verify signatures of RSA and DSA keys alone; the key that is given is another.")
        passphrase = ["--pinentry-mode", "loopback", "--passphrase-fd", "0"] if "GPG_PASSPHRASE" in os.environ else []
        gpg(home, *passphrase, "--local-user", key, "--output", signed, "--detach-sign", path, feed="GPG_PASSPHRASE")
    return signed


@contextlib.contextmanager
def keyring():
    """Gives GPG's directory: the user's, or one for the key that the environment holds, removed afterwards."""
    if not os.environ.get("GPG_PRIVATE_KEY"):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="gpg-") as home:
        gpg(home, "--import", feed="GPG_PRIVATE_KEY")
        try:
            yield home
        finally:
            # The agent would keep the directory open, and the key in memory.
            subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False)


def algorithm(home, key):
    """Gives the number of a key's algorithm."""
    keys = gpg(home, "--with-colons", "--list-secret-keys", key).splitlines()
    return next(line.split(":")[3] for line in keys if line.startswith("sec:"))


def gpg(home, *args, feed=None):
    """Runs GPG, feeding it a variable of the environment: no argument holds a secret. Gives what it prints."""
    command = ["gpg", *(["--homedir", home] if home else []), "--batch", "--yes", *args]
    secret = os.environ.get(feed, "") if feed else ""
    return subprocess.run(command, input=secret, stdout=subprocess.PIPE, text=True, check=True).stdout
