# One file for all services. Targets: dev (web, API and worker, sources mounted by compose), console, and what runs
# elsewhere: api, worker, web.
# There is no "syntax" line on purpose: it would fetch a frontend image from a registry.
ARG NODE_IMAGE=node:26-trixie-slim

FROM ${NODE_IMAGE} AS base
WORKDIR /app
COPY docker/healthy.sh /usr/local/bin/healthy

# Manifests alone, so that an edit of a source leaves installed packages in the cache.
FROM base AS manifests
COPY . /sources
RUN cd /sources && mkdir /manifests && \
    find . -name package.json -not -path '*/node_modules/*' -exec cp --parents {} /manifests ';' && \
    cp package-lock.json /manifests/ && install -m 755 docker/npm-ci.sh /usr/local/bin/npm-ci

FROM base AS installer
COPY --from=manifests /usr/local/bin/npm-ci /usr/local/bin/npm-ci
COPY --from=manifests /manifests ./

# Development: the services' own packages and tools, without those of the project's checks and tests.
FROM installer AS dev
RUN --mount=type=secret,id=ca,target=/run/secrets/ca.pem \
    --mount=type=secret,id=npmrc,target=/run/secrets/npmrc \
    --mount=type=cache,target=/root/.npm \
    npm-ci --workspace services/api --workspace services/worker --workspace services/web
COPY . .

FROM installer AS build
RUN --mount=type=secret,id=ca,target=/run/secrets/ca.pem \
    --mount=type=secret,id=npmrc,target=/run/secrets/npmrc \
    --mount=type=cache,target=/root/.npm \
    npm-ci
COPY . .
RUN npm run --silent build:all && \
    mkdir /built && cp -r --parents packages/*/dist services/*/dist services/console/*/dist /built && \
    rm -r /built/packages/testing /built/packages/sqs-emulator && \
    find /built -name '*.d.ts*' -delete -o -name '*.tsbuildinfo' -delete

FROM installer AS api-packages
RUN --mount=type=secret,id=ca,target=/run/secrets/ca.pem \
    --mount=type=secret,id=npmrc,target=/run/secrets/npmrc \
    --mount=type=cache,target=/root/.npm \
    npm-ci --omit=dev --workspace services/api

FROM installer AS worker-packages
RUN --mount=type=secret,id=ca,target=/run/secrets/ca.pem \
    --mount=type=secret,id=npmrc,target=/run/secrets/npmrc \
    --mount=type=cache,target=/root/.npm \
    npm-ci --omit=dev --workspace services/worker

FROM installer AS web-packages
RUN --mount=type=secret,id=ca,target=/run/secrets/ca.pem \
    --mount=type=secret,id=npmrc,target=/run/secrets/npmrc \
    --mount=type=cache,target=/root/.npm \
    npm-ci --omit=dev --workspace services/web

FROM installer AS console-packages
RUN --mount=type=secret,id=ca,target=/run/secrets/ca.pem \
    --mount=type=secret,id=npmrc,target=/run/secrets/npmrc \
    --mount=type=cache,target=/root/.npm \
    npm-ci --omit=dev --workspace services/console/server

FROM base AS runtime
ENV NODE_ENV=production
USER 1000:1000

FROM runtime AS api
COPY --from=api-packages /app ./
COPY --from=build /built/packages packages
COPY --from=build /built/services/api services/api
EXPOSE 3001
CMD ["node", "--enable-source-maps", "services/api/dist/main.js"]

FROM runtime AS worker
COPY --from=worker-packages /app ./
COPY --from=build /built/packages packages
COPY --from=build /built/services/worker services/worker
EXPOSE 3002
CMD ["node", "--enable-source-maps", "services/worker/dist/main.js"]

FROM runtime AS web
COPY --from=web-packages /app ./
COPY --from=build /built/packages packages
COPY --from=build /built/services/web services/web
EXPOSE 3000
CMD ["node", "--enable-source-maps", "services/web/dist/server/main.js"]

FROM runtime AS console
# A volume that is made anew takes over whose the folder is.
USER 0:0
RUN install -d -o 1000 -g 1000 /data
USER 1000:1000
COPY --from=console-packages /app ./
COPY --from=build /built/packages packages
COPY --from=build /built/services/console services/console
EXPOSE 3003
CMD ["node", "--enable-source-maps", "services/console/server/dist/main.js"]
