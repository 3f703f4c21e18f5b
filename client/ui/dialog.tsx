import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';

interface Props {
  readonly title: string;
  readonly open: boolean;
  readonly closeLabel: string;
  readonly testId?: string;
  readonly children: ReactNode;
  /** Content of the foot, which stays visible. */
  readonly foot: ReactNode;
  readonly onClose: () => void;
}

/** A window over the page that keeps the focus until it is closed; Escape closes it. */
export function Dialog({ title, open, closeLabel, testId, children, foot, onClose }: Props) {
  return (
    <ModalOverlay className="dialog-back" isOpen={open} onOpenChange={(now) => !now && onClose()}>
      <Modal className="dialog-frame">
        <AriaDialog className="dialog" data-testid={testId}>
          <header className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <Button icon="close" label={closeLabel} kind="quiet" onPress={onClose} />
          </header>
          <div className="dialog-body">{children}</div>
          <footer className="dialog-foot">{foot}</footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
