import { Badge, Button, Skeleton, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { answerOf, auth } from '../auth.ts';
import { announce } from '../components/announcer.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Moment } from '../components/moment.tsx';
import { Row, Rows } from '../components/rows.tsx';
import { Section } from '../components/section.tsx';
import { browserWords } from './browser-words.ts';

const SignOutEverywhereDocument = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere
  }
`);

interface Sessions {
  /** This browser's own. */
  own: string;
  all: Awaited<ReturnType<typeof listSessions>>;
}

const listSessions = () => answerOf(auth.listSessions());

/** Where one is signed in, and the end of each. */
export function SessionsSection() {
  const client = useClient();
  const [sessions, setSessions] = useState<Sessions | null>(null);
  const { run: load, failure: unloaded } = useAction(async () => {
    const [all, { session }] = await Promise.all([listSessions(), answerOf(auth.getSession())]);
    setSessions({ own: session.token, all });
  });
  const end = useAction(async (token: string) => {
    await answerOf(auth.revokeSession({ token }));
    announce('Signed out there');
  });
  const endOthers = useAction(async () => {
    await mutate(client, SignOutEverywhereDocument, {});
    announce('Signed out everywhere else');
  });
  useEffect(() => {
    void load();
  }, [load]);

  return (
    <Section title="Where you are signed in" lead="End a session that you do not know, then change your password.">
      <Stack gap="md" align="stretch">
        <ErrorNote failure={unloaded ?? end.failure ?? endOthers.failure} />
        {!sessions && !unloaded && <Skeleton h={120} role="status" aria-label="Loading" />}
        {sessions && (
          <Rows label="Sessions">
            {sessions.all.map(({ id, token, userAgent, ipAddress, createdAt }) => (
              <Row
                key={id}
                title={
                  <>
                    {browserWords(userAgent)}
                    {token === sessions.own && <Badge>This one</Badge>}
                  </>
                }
                meta={
                  <>
                    Since <Moment at={createdAt} />
                    {ipAddress && <>, from {ipAddress}</>}
                  </>
                }
                actions={
                  token !== sessions.own && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Sign out ${browserWords(userAgent)}`}
                      onClick={async () => {
                        if (await end.run(token)) await load();
                      }}
                    >
                      Sign out
                    </Button>
                  )
                }
              />
            ))}
          </Rows>
        )}
        {sessions && sessions.all.length > 1 && (
          <Button
            variant="default"
            loading={endOthers.busy}
            style={{ alignSelf: 'flex-start' }}
            onClick={async () => {
              if (await endOthers.run()) await load();
            }}
          >
            Sign out everywhere else
          </Button>
        )}
      </Stack>
    </Section>
  );
}
