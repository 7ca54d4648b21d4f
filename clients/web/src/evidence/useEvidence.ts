import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Attachment } from '../gen/border/type/v1/attachment_pb';
import { useServices } from '../services/ServicesContext';
import { readAttachment } from './content';

export function useEvidenceList(id: string) {
  const { evidence } = useServices();
  return useInfiniteQuery({
    queryKey: ['case', id, 'evidence'],
    queryFn: ({ signal, pageParam }) =>
      evidence.listEvidence({ case: `cases/${id}`, pageSize: 100, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
}

/** An item with what it says, which lists leave out. */
export function useEvidence(name: string) {
  const { evidence } = useServices();
  return useQuery({ queryKey: ['evidence', name], queryFn: ({ signal }) => evidence.getEvidence({ name }, { signal }) });
}

/** The bytes of an attachment, which nothing keeps once they are not shown any more. */
export function useContent(attachment: Attachment) {
  const services = useServices();
  return useQuery({
    queryKey: ['attachment', attachment.sha256],
    queryFn: ({ signal }) => readAttachment(services, attachment, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** An address for what is in memory, for as long as it is shown. */
export function useAddress(content: Blob): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(content);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  return address;
}
