package reading

// Format describes the form in which an office tries its own sentences.
const Format = `One JSON object a line, in UTF-8:

  {"tasks": [{"number": 1, "code": "MS-01", "title": "新建口袋公园", "target": "6个", "last": 3},
             {"title": "老旧小区改造", "target": "4万平方米", "last": 2.1}],
   "reply": "1完成5个，其余不变"}

Only tasks and reply are needed, and tasks may be left out where they are those
of the line before. A line of tasks alone is for the lines below it. A line that
does not begin with { is a reply to them, word for word.

A task has
  title       and title_en, for the words that name it; code, if there is one
  number      in the ask; its place in the list if left out, 0 to keep it out of the ask
  target      a figure with its measure: "6个", "2.8万平方米", "≤37微克/立方米", "4-6家";
              without one the task is a milestone
  targets     instead, where there are several or more to say: a list of objects with
              name, name_en, kind, value, high, measure, measure_en, level, last; kind is
              at_least (if left out), at_most, range, exact, keep, change or milestone;
              a level (no total: PM2.5) is what at_most, keep and change are by default
  last        what was reported last, in the target's measure
  value       and high, measure, kind, level: of a single target, as in targets
  last_date   when: 2025-10-28
  last_text   in which words
  due         when it is to be done: 2025-12-31
  unchanged   how many answers of "no change" came in a row
  pressed     true where a concrete question was put already

The line may have now (2025-11-20 or RFC 3339; if left out that of the line that gave
the tasks, else the present moment) and focus, the number of the only task that is
talked about. Other fields of the line are left alone.

Out comes one JSON object for each reply:

  {"record": [{"task": 1, "code": "MS-01", "values": [{"target": 1, "amount": "5",
               "measure": "个", "typed": "5个"}], "source": "完成5个"},
              {"task": 2, "no_change": true, "source": "不变"}],
   "ask": [], "nothing": false}

record is what would be recorded at once: values (totals; increment is true where an
addition was typed, approx the word that leaves a doubt), claim (on_track, at_risk,
behind, blocked, not_started, done), no_change, and progress, problem, next, expect,
source in the words of the reply. ask is what would be asked back, with the kind of
doubt and the readings offered; nothing is recorded for it. task is the number in the
ask, 0 for none. nothing is true where there is neither; nod is true for a mere 收到,
and rest has the words that report nothing.

A line that cannot be read gives {"error": "line 3: …"}; the others are read all the
same.`
