import { PlainPage } from '../components/plain-page.tsx';

export function SealedPage(_: { onUnsealed: () => void }) {
  return <PlainPage title="SealedPage" />;
}
