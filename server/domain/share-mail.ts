/** The words of the mail that brings a code. Data comes in by the argument alone; no name of a file is in it. */
export function codeMail({ code, label, sender }: { code: string; label: string; sender: string }): {
  subject: string;
  text: string;
} {
  const about = label === '' ? '' : ` (${label})`;
  return {
    subject: 'Your code',
    text: `${sender} shares something with you${about}. Your code to open it is

    ${code}

It works once, for ten minutes, on the page where you asked for it. If you did not ask for it, ignore this mail
and give the code to nobody.
`,
  };
}
