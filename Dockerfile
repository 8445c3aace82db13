# The server and the pages it serves. The sandbox, the tests and the build's own packages stay out.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src src
COPY tab tab
RUN npx vite build --config tab/vite.config.ts

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are Node itself, for machines without one.
RUN npm ci --omit=dev --omit=optional

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY src src
COPY bot bot
USER node
EXPOSE 8080
# node itself, not npm: SIGTERM has to reach the server for it to finish what it holds.
CMD ["node", "src/main.ts"]
