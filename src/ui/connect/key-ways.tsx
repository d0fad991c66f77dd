import { useSignal } from '@preact/signals';
import { connectWords } from '../words/connect';
import { KeyForm } from './key-form';
import { SignIn } from './sign-in';
import type { TestResult } from './tested';
import style from './connect.module.css';

/** Both ways to a key: signing in where one is made, or pasting one. What came of the first to succeed stays. */
export function KeyWays({ onTested }: { onTested: (result: TestResult) => void }) {
  const by = useSignal<'sign-in' | 'paste' | undefined>(undefined);
  const tested = (way: 'sign-in' | 'paste') => (result: TestResult) => {
    by.value = way;
    onTested(result);
  };
  return (
    <div class={style.form}>
      {by.value !== 'paste' && <SignIn onTested={tested('sign-in')} />}
      {by.value === undefined && <p class="muted small">{connectWords().orPaste}</p>}
      {by.value !== 'sign-in' && <KeyForm onTested={tested('paste')} />}
    </div>
  );
}
