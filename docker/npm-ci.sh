#!/bin/sh
# npm ci inside an image build. A custom CA bundle and the machine's npmrc come as build secrets, so that neither stays in
# a layer; an empty file means none.
set -eu
if [ -s /run/secrets/ca.pem ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca.pem npm_config_cafile=/run/secrets/ca.pem; fi
if [ -s /run/secrets/npmrc ]; then export npm_config_userconfig=/run/secrets/npmrc; fi
# A registry that cannot be reached should say so soon; npm's own pauses add up to more than a minute.
export npm_config_update_notifier=false npm_config_fetch_retries=2 npm_config_fetch_retry_mintimeout=1000 npm_config_fetch_retry_maxtimeout=5000
exec npm ci --ignore-scripts --no-audit --no-fund --loglevel=error "$@"
