import { Paper, Text } from '@mantine/core';

export function Empty({ children }: { children: string }) {
  return (
    <Paper withBorder p="xl" ta="center" role="status">
      <Text c="dark.3">{children}</Text>
    </Paper>
  );
}
