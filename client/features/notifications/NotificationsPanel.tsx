import { InstallSection } from '../app/InstallSection.tsx';
import { NewsChoices } from './NewsChoices.tsx';
import { PushDevices } from './PushDevices.tsx';
import { ThisDevice } from './ThisDevice.tsx';

/** What is told of new mail, and where. */
export default function NotificationsPanel() {
  return (
    <>
      <ThisDevice />
      <PushDevices />
      <NewsChoices />
      <InstallSection />
    </>
  );
}
