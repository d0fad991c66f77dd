import { inputTokens } from '../../domain/usage';
import { callsHere } from '../../state/calls';
import { now } from '../../state/clock';
import { money, number, when } from '../formats';
import { Basis } from '../parts/basis';
import { Figure, Table } from '../parts/table';
import { agentWords } from '../words/agent';

/** The last calls of this agent, as the ledger holds them. */
export function Calls() {
  const words = agentWords();
  const calls = callsHere.value;
  if (calls.length === 0) return <p class="muted">{words.noCalls}</p>;
  return (
    <Table label={words.calls}>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.model}</th>
          <Figure head>{words.tokensIn}</Figure>
          <Figure head>{words.tokensOut}</Figure>
          <th scope="col" class="wide-only">
            {words.basis}
          </th>
          <Figure head>{words.cost}</Figure>
        </tr>
      </thead>
      <tbody>
        {calls.map(({ entry }) => (
          <tr key={entry.id}>
            <td>{when(entry.at, now.value)}</td>
            <td class="mono">{entry.model}</td>
            <Figure>{entry.usage && number(inputTokens(entry.usage))}</Figure>
            <Figure>{entry.usage && number(entry.usage.output)}</Figure>
            <td class="wide-only">
              <Basis is={entry.basis} />
            </td>
            <Figure>{entry.cost === undefined ? words.unknownCost : money(entry.cost)}</Figure>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
