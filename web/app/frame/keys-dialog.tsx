import { Kbd, Modal, Table } from '@mantine/core';

const KEYS = [
  ['/', 'Search files'],
  ['u', 'Upload files'],
  ['↑ ↓', 'Move in a list'],
  ['Enter', 'Open'],
  ['Space', 'Select'],
  ['m', 'Move to another folder'],
  ['Esc', 'Close, or clear a selection'],
  ['?', 'Show these keys'],
] as const;

/** The keys that work on the page. */
export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Table verticalSpacing="xs" withRowBorders={false}>
        <Table.Tbody>
          {KEYS.map(([key, meaning]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" w="6rem">
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
