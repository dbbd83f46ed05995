import { Button, type ButtonProps } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { announce } from './announcer.tsx';
import { copyText } from './copy.ts';

interface CopyButtonProps extends ButtonProps {
  text: string;
  label?: string;
  onCopied?: () => void;
}

/** Copies a text and says so, to eyes and ears. */
export function CopyButton({ text, label = 'Copy', onCopied, ...button }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(''), 2500);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    const copied = await copyText(text);
    const words = copied ? 'Copied' : 'Select it and copy it by hand';
    setSaid(words);
    announce(words);
    if (copied) onCopied?.();
  };
  const Icon = said === 'Copied' ? IconCheck : IconCopy;
  return (
    <Button variant="default" leftSection={<Icon size={18} aria-hidden />} {...button} onClick={copy}>
      {said || label}
    </Button>
  );
}
