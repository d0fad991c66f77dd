import { outwardHref } from '../markdown/links';
import { connectWords, consoles, providerNames } from '../words/connect';
import style from './connect.module.css';

const ORDER = ['openrouter', 'anthropic', 'openai', 'google'] as const;

/** For those without a key: where to get one, which limit to set there, what a first task costs. */
export function Guide() {
  const words = connectWords();
  return (
    <details class={style.guide}>
      <summary>{words.noKeyYet}</summary>
      <p class="muted">{words.guideLine}</p>
      {ORDER.map(provider => (
        <section key={provider}>
          <h3>{providerNames[provider]}</h3>
          <p class="muted small">{words.guides[provider].why}</p>
          <p class="small">{words.guides[provider].steps}</p>
          <ul>
            {(['signUp', 'makeKey', 'setLimit'] as const).map(link => (
              <li key={link}>
                <a href={outwardHref(consoles[provider][link])} target="_blank" rel="noopener noreferrer">
                  {words[link]}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p class="muted small">{words.firstTask}</p>
    </details>
  );
}
