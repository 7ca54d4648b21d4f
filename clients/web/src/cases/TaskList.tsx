import { Group, Stack, Text } from '@mantine/core';
import { TaskState } from '../gen/border/cases/v1/tasks_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Loaded } from '../parts/Loaded';
import { Mark } from '../parts/Mark';
import { useTasks } from './useCases';

type TaskStateName = Exclude<keyof typeof TaskState, 'UNSPECIFIED'>;

export function TaskList({ id }: { id: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const found = useTasks(id);
  return (
    <Loaded query={found}>
      {({ tasks }) =>
        tasks.length === 0 ? (
          <Text size="sm">{t('cases.noTasks')}</Text>
        ) : (
          <Stack gap="xs">
            {tasks.map((task) => (
              <div key={task.name}>
                <Group gap="xs">
                  <Text size="sm" fw={600}>
                    {task.eraseTime ? t('erased.part') : task.title}
                  </Text>
                  <Mark>{t(`taskState.${TaskState[task.state] as TaskStateName}`)}</Mark>
                </Group>
                <Text size="xs" c="dark.3">
                  {task.assignee} · {t('cases.due', { time: time(task.dueTime) })}
                </Text>
              </div>
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}
