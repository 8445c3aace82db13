/** What a page that frames the app must know to stand for Teams. */
export type Host = {
  readonly app: string;
  readonly token: string;
  readonly frame: 'content' | 'sidePanel';
  readonly chatId?: string;
  readonly width?: number;
};

const runtime = JSON.stringify({
  apiVersion: 4,
  isLegacyTeams: false,
  supports: { app: { notifySuccessResponse: {} }, pages: { tabs: {} }, teamsCore: {} },
});

/** Teams' end of teams-js in one page: it answers whoever it frames, whatever the origin. */
export function hostPage({ app, token, frame, chatId, width }: Host): string {
  const context = {
    locale: 'en-gb',
    theme: 'default',
    frameContext: frame,
    hostName: 'Teams',
    hostClientType: 'web',
    sessionId: 'test',
    appSessionId: 'test',
    entityId: 'test',
    ...(chatId === undefined ? {} : { chatId }),
  };
  const answers = {
    initialize: [frame, 'web', runtime, '2.0.1'],
    getContext: [context],
    'appInitialization.success': [null],
    'authentication.getAuthToken': [true, token],
  };
  return `<!doctype html><html lang="en-GB"><head><title>A host</title>
<style>html,body{margin:0;height:100%}iframe{border:0;height:100%;width:${width === undefined ? '100%' : `${width}px`}}</style></head>
<body><iframe title="The app" src="${app}"></iframe><script>
const answers = ${JSON.stringify(answers)};
addEventListener('message', ({ data, source, origin }) => {
  const args = answers[data?.func];
  if (args !== undefined) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, origin);
});
</script></body></html>`;
}
