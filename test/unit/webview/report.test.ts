import { describe, expect, test } from 'vitest';
import { REPORT_DATA_ID, renderReport } from '../../../src/protocol/report';
import { epoch, started } from './run';

const hostile = '</script><script>alert(1)</script><!-- & "quotes"';

/** The text of the elements of this tag, up to the first closing tag, as a browser cuts them. */
const contents = (html: string, tag: string) =>
  [...html.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, 'gis'))].map((match) => match[1]!);

describe('a report', () => {
  test('holds the events, whatever they say', () => {
    const events = [started({ modelName: hostile, engineReason: hostile }), epoch(1, { loss: 0.5 })];
    const html = renderReport({ js: 'run()', css: '', events });
    const [data, code, ...rest] = contents(html, 'script');
    expect(html).toContain(`id="${REPORT_DATA_ID}"`);
    expect(JSON.parse(data!)).toEqual(events);
    expect(code).toBe('run()');
    expect(rest).toEqual([]);
  });

  test('holds code and styles that mention the tags which end them', () => {
    const js = `const end = '</script>'; const open = '<!--'; result = end + open;`;
    const html = renderReport({ js, css: `a::after { content: '</style>' }`, events: [] });
    const code = contents(html, 'script')[1]!;
    const run = new Function(`let result; ${code}; return result;`);
    expect(run()).toBe('</script><!--');
    expect(contents(html, 'style')).toEqual([`a::after { content: '<\\/style>' }`]);
  });

  test('is named for the model and reaches nothing', () => {
    const html = renderReport({ js: '', css: '', events: [started({ modelName: 'a<b' })] });
    expect(contents(html, 'title')).toEqual(['a&lt;b: training']);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/(src|href)=/);
  });
});
