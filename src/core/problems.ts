/** The problems of an analysis: what the rules find, one for each place. */
import type { Analysis } from './analyze';
import { brokenStatements } from './lang/broken-statements';
import { rules } from './rules';
import type { Finding, Problem, Severity } from './rules/rule';
import { isSuppressed, suppressionsOf } from './suppressions';
import { byPlace } from './text/by-place';
import { isElsewhere, type Span } from './text/span';

/** Severity by rule name; `off` silences a rule. Rules that are not named keep their own. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** In the order of the text. */
export function problemsOf(analysis: Analysis, settings: RuleSettings = {}): readonly Problem[] {
  const { graph, target, frontEnd, programs } = analysis;
  const problems: Problem[] = [];
  const suppressions = suppressionsOf(analysis);
  const checked = frontEnd.reportsSyntax ? programs : [];
  const broken = frontEnd.reportsSyntax ? [] : programs.flatMap(brokenStatements);
  for (const rule of rules) {
    const set = settings[rule.name];
    if (set === 'off') continue;
    const findings = rule.check(graph, target, checked).filter(({ span }) => !isElsewhere(span) && !isIn(broken, span));
    for (const finding of mergeByPlace(findings).map(inThisSource)) {
      if (isSuppressed(suppressions, rule.name, finding.span)) continue;
      problems.push({ ...finding, rule: rule.name, severity: set ?? finding.severity ?? rule.severity });
    }
  }
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** What is half typed is not wrong yet. */
function isIn(broken: readonly Span[], { start }: Span): boolean {
  return broken.some((statement) => statement.start <= start && start <= statement.end);
}

/** Steps in other files are not shown, and no fix changes them. */
function inThisSource(finding: Finding): Finding {
  if (!finding.related?.some(({ span }) => isElsewhere(span))) return finding;
  return { ...finding, related: finding.related.filter(({ span }) => !isElsewhere(span)) };
}

/** A line that runs several times, in a loop or a function, has one problem; what differs is listed in its message. */
function mergeByPlace(findings: readonly Finding[]): Finding[] {
  return [...byPlace(findings, ({ span }) => span).values()].map((found) => {
    // What has the severity of its rule comes before what is less.
    const same = [...found].sort((a, b) => Number(Boolean(a.severity)) - Number(Boolean(b.severity)));
    const messages = [...new Set(same.map(({ message }) => message))];
    return { ...same[0]!, message: messages.length > 1 ? severalMessages(messages) : messages[0]! };
  });
}

function severalMessages([first, second, ...more]: readonly string[]): string {
  return `${first}\nalso: ${second}${more.length > 0 ? `\nand ${more.length} more in other runs of this line` : ''}`;
}
