"""Keys of a CDS client, and tokens that it signs."""

import hmac
import json
import time
import uuid
from base64 import urlsafe_b64encode
from functools import cache

from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from joserfc.jws import serialize_compact

from pgx.ehr.models import CdsClient

ISSUER = "https://ehr.example"
EVERY_ALGORITHM = ["ES256", "ES384", "RS256", "RS384", "HS384", "PS384", "none"]


@cache
def ec(kid="ec", curve="P-384"):
    return ECKey.generate_key(curve, {"kid": kid})


@cache
def rsa(bits=2048, kid="rsa"):
    return RSAKey.generate_key(bits, {"kid": kid})


def public(*keys):
    """A JWK Set as a client publishes it."""
    return json.loads(json.dumps(KeySet(list(keys)).as_dict(private=False)))


def make_client(**fields):
    given = {"name": "EHR", "issuer": ISSUER, "keys": public(ec(), rsa()), **fields}
    return CdsClient.objects.create(**given)


def token(url="http://testserver/cds-services", key=None, header=None, **claims):
    """A good token, but for what a test changes; a claim that is None is left out."""
    key = key or ec()
    now = int(time.time())
    said = {
        "iss": ISSUER,
        "aud": url,
        "iat": now,
        "exp": now + 120,
        "jti": str(uuid.uuid4()),
        **claims,
    }
    named = {
        "alg": "ES384" if isinstance(key, ECKey) else "RS384",
        "kid": key.kid,
        **(header or {}),
    }
    kept = {name: value for name, value in said.items() if value is not None}
    heads = {name: value for name, value in named.items() if value is not None}
    used = OctKey.generate_key(384) if str(heads["alg"]).startswith("HS") else key
    return serialize_compact(
        {"typ": "JWT", **heads}, json.dumps(kept), used, algorithms=EVERY_ALGORITHM
    )


def confused(key):
    """Signed by the public key, as if that were a secret: the classical attack."""
    signed, _, _ = token(key=key, header={"alg": "HS384"}).rpartition(".")
    digest = hmac.digest(key.as_pem(private=False), signed.encode(), "sha384")
    return f"{signed}.{urlsafe_b64encode(digest).decode().rstrip('=')}"
