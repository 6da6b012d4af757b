# Builds with the development tools, runs without them, as a user without rights.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json tsconfig.build.json ./
RUN npm ci --ignore-scripts
COPY src ./src
COPY commands ./commands
COPY data ./data
RUN npm run build && npm run seed && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    LECTERN_HOME=/var/lib/lectern \
    LECTERN_HOST=0.0.0.0
WORKDIR /app
RUN install -d -o node -g node /var/lib/lectern
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/data ./data
COPY --from=build /app/package.json ./
COPY src/adapters/web/page ./src/adapters/web/page
USER node
VOLUME /var/lib/lectern
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.LECTERN_PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
