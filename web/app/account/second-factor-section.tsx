import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { answerOf, auth } from '../auth.ts';
import { announce } from '../components/announcer.tsx';
import { Section } from '../components/section.tsx';
import { useGate, useViewer } from '../gate/gate.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { VerifyDevice } from './verify-device.tsx';

type Stage =
  | { at: 'rest' }
  /** The secret exists on the server, but counts only once a code of it was shown. */
  | { at: 'verify'; uri: string; codes: string[] }
  | { at: 'codes'; codes: string[] };

/** Turns the second proof at sign-in on and off. */
export function SecondFactorSection() {
  const { twoFactorEnabled } = useViewer();
  const { recheck } = useGate();
  const [stage, setStage] = useState<Stage>({ at: 'rest' });
  const [asking, setAsking] = useState<'on' | 'off' | 'codes' | null>(null);

  const begin = async (password: string) => {
    const { totpURI, backupCodes } = (await answerOf(auth.twoFactor.enable({ password }))) as {
      totpURI: string;
      backupCodes: string[];
    };
    setStage({ at: 'verify', uri: totpURI, codes: backupCodes });
  };
  const renewCodes = async (password: string) => {
    const { backupCodes } = await answerOf(auth.twoFactor.generateBackupCodes({ password }));
    setStage({ at: 'codes', codes: backupCodes });
  };
  const end = async (password: string) => {
    await answerOf(auth.twoFactor.disable({ password }));
    announce('The second proof is off');
    recheck();
  };
  return (
    <Section
      title="Second proof"
      lead="Besides the password, signing in then asks for a code from an app on your phone. A stolen password alone is not enough."
    >
      {stage.at === 'verify' && (
        <VerifyDevice
          uri={stage.uri}
          onBack={() => setStage({ at: 'rest' })}
          onVerified={() => {
            setStage({ at: 'codes', codes: stage.codes });
            recheck();
          }}
        />
      )}
      {stage.at === 'codes' && <RecoveryCodes codes={stage.codes} onKept={() => setStage({ at: 'rest' })} />}
      {stage.at === 'rest' && (
        <Stack gap="md" align="flex-start">
          <Text>{twoFactorEnabled ? 'It is on.' : 'It is off.'}</Text>
          {twoFactorEnabled ? (
            <Group gap="xs">
              <Button variant="default" onClick={() => setAsking('codes')}>
                New recovery codes
              </Button>
              <Button variant="default" onClick={() => setAsking('off')}>
                Turn it off
              </Button>
            </Group>
          ) : (
            <Button variant="default" onClick={() => setAsking('on')}>
              Turn it on
            </Button>
          )}
        </Stack>
      )}
      <PasswordDialog
        opened={asking === 'on'}
        onClose={() => setAsking(null)}
        title="Turn the second proof on"
        confirm="Go on"
        onPassword={begin}
      />
      <PasswordDialog
        opened={asking === 'codes'}
        onClose={() => setAsking(null)}
        title="New recovery codes"
        meaning="The codes that you have now stop working."
        confirm="Make new codes"
        onPassword={renewCodes}
      />
      <PasswordDialog
        opened={asking === 'off'}
        onClose={() => setAsking(null)}
        title="Turn the second proof off?"
        meaning="Your password alone is enough to sign in then."
        confirm="Turn it off"
        onPassword={end}
      />
    </Section>
  );
}
