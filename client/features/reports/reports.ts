import { useMutation, useQuery } from '@tanstack/react-query';
import { answerReceiptWish, readDeliveryReport, readReceipt } from '../../../shared/reports.ts';
import { call } from '../../api/call.ts';

interface Place {
  folder: string;
  uid: number;
}

export const useDeliveryReport = ({ folder, uid }: Place) =>
  useQuery({
    queryKey: ['delivery-report', folder, uid],
    queryFn: ({ signal }) => call(readDeliveryReport, { folder, uid }, signal),
  });

export const useReceipt = ({ folder, uid }: Place) =>
  useQuery({
    queryKey: ['receipt', folder, uid],
    queryFn: ({ signal }) => call(readReceipt, { folder, uid }, signal),
  });

interface Answer {
  answer: 'send' | 'never';
  subject: string;
  text: string;
}

export const useReceiptAnswer = ({ folder, uid }: Place) =>
  useMutation({
    mutationFn: (answer: Answer) => call(answerReceiptWish, { folder, uid, ...answer }),
  });
