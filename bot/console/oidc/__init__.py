"""Sign-in by OpenID Connect: the provider, what its tokens must be like, and the two routes."""
