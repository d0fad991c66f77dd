import { hrefOf } from '../../state/place';
import type { RequestView } from '../../state/requests';
import { Approvals } from '../approval/approvals';
import { deedOf } from '../inbox/deed';
import { Mark } from '../marks/mark';
import { ButtonLink } from '../parts/button';
import { Row, Rows } from '../parts/section';
import { State } from '../parts/state';
import { inboxWords } from '../words/inbox';
import { todayWords } from '../words/today';
import style from './today.module.css';

/** What asks for the user: one is decided here, several stand in lines that lead to where each is decided. */
export function Asked({ requests }: { requests: readonly RequestView[] }) {
  const words = todayWords();
  if (requests.length === 1)
    return (
      <div class={style.asked}>
        <Approvals requests={requests} />
      </div>
    );
  return (
    <Rows label={words.needsYou}>
      {requests.map(request => {
        const { row, agentName, agentHue, title } = request;
        const href = hrefOf({ at: 'conversation', id: row.conversation });
        const deed = deedOf(request);
        return (
          <Row
            key={row.id}
            state={<State is="needs-you" quiet />}
            mark={<Mark name={agentName} hue={agentHue} size={28} />}
            title={deed}
            href={href}
            line={inboxWords().from(agentName, title)}
            controls={
              <ButtonLink href={href} label={words.reviewIt(deed)}>
                {words.review}
              </ButtonLink>
            }
          />
        );
      })}
    </Rows>
  );
}
