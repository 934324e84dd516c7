"""OpenID Connect: the institution at which people may sign in, as allauth wants it described."""

from typing import Any

PROVIDER_ID = "institution"


def openid_connect(
    *, name: str, issuer: str, client_id: str, secret: str, wants_email: bool
) -> dict[str, Any]:
    """The setting SOCIALACCOUNT_PROVIDERS; without an issuer there is no provider.

    The profile is not asked for, so the provider has no reason to send a person's name.
    """
    app = {
        "provider_id": PROVIDER_ID,
        "name": name or "your institution",
        "client_id": client_id,
        "secret": secret,
        "settings": {
            "server_url": issuer,
            "scope": ["openid", "email"] if wants_email else ["openid"],
        },
    }
    return {"openid_connect": {"APPS": [app] if issuer else [], "OAUTH_PKCE_ENABLED": True}}
