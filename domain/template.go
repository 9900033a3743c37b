package domain

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Template is a text or a tool for a stage of a lead (L7): a letter to the
// customer, an outline, a note, a link. It is data of the program's file or of
// the person's own folder.
type Template struct {
	Key   string `toml:"key"`
	Title string `toml:"title"`
	// Stages are the statuses of a lead that it is for; none is all.
	Stages []LeadStatus `toml:"stages"`
	// Mail is true for a letter to the lead's contact.
	Mail bool `toml:"mail"`
	// Subject is that of the letter; it may have placeholders as the text.
	Subject string `toml:"subject"`
	// Text is a line each, with placeholders of [TemplateFields] in braces.
	Text []string `toml:"text"`
	// Link is where a tool is, "" where the text is all.
	Link string `toml:"link"`
}

// The bounds of a template.
const (
	maxTemplateLines = 200
	maxTemplateLine  = 2000 // bytes
)

// person begins the fields of the lead's contact.
const person = "contact."

// TemplateFields are the placeholders that a template of a lead may have, such
// as {contact.first_name}.
func TemplateFields() []string {
	return []string{
		"company", "city", "country", "industry", "contact", person + "first_name", person + "title", person + "email", person + "phone",
		"product", "value", "source", "next", "next_on", "goals", "pains", "timeframe", "firm", "program", "vendor",
	}
}

// For reports whether the template is for a lead of a status.
func (t Template) For(status LeadStatus) bool {
	return len(t.Stages) == 0 || slices.Contains(t.Stages, status)
}

// TemplatesFor are those of the templates that are for a status; the person's
// own stand in the place of the program's of the same key.
func TemplatesFor(status LeadStatus, program, own []Template) []Template {
	var out []Template
	for _, t := range append(slices.Clone(own), program...) {
		same := func(o Template) bool { return o.Key == t.Key }
		if t.For(status) && !slices.ContainsFunc(out, same) {
			out = append(out, t)
		}
	}
	return out
}

// slot is a part of a template: text as it stands, or a placeholder.
type slot struct {
	text  string
	field bool
}

// slots parts a line. Doubled braces are braces; what is in single ones must be
// a field.
func slots(line string) ([]slot, error) {
	var out []slot
	text := ""
	for line != "" {
		i := strings.IndexAny(line, "{}")
		if i < 0 {
			break
		}
		text += line[:i]
		sign := line[i : i+1]
		line = line[i+1:]
		if strings.HasPrefix(line, sign) {
			text, line = text+sign, line[1:]
			continue
		}
		name, rest, ok := strings.Cut(line, "}")
		if sign == "}" || !ok {
			return nil, fmt.Errorf("a brace stands alone; write it twice")
		}
		if !slices.Contains(TemplateFields(), name) {
			return nil, fmt.Errorf("there is no field {%s}; there are %s", name, strings.Join(TemplateFields(), ", "))
		}
		out = append(out, slot{text: text}, slot{name, true})
		text, line = "", rest
	}
	return append(out, slot{text: text + line}), nil
}

// check finds what is wrong with a template; at is the path of the key at fault.
func (t Template) check() (at string, err error) {
	if !programName.MatchString(t.Key) {
		return "key", fmt.Errorf("is %q; want at most 40 lower case letters, digits and dashes", t.Key)
	}
	if t.Title == "" {
		return "title", fmt.Errorf("is missing; want what people call it")
	}
	for _, s := range t.Stages {
		if !slices.Contains(templateStages, s) {
			return "stages", fmt.Errorf("there is no stage %q; there are %v", s, templateStages)
		}
	}
	if t.Link != "" && !strings.HasPrefix(t.Link, "https://") {
		return "link", fmt.Errorf("want an address that begins with https://")
	}
	if len(t.Text) == 0 && t.Link == "" || len(t.Text) > maxTemplateLines {
		return "text", fmt.Errorf("want 1 to %d lines, or a link", maxTemplateLines)
	}
	if _, err := slots(t.Subject); err != nil {
		return "subject", err
	}
	for i, line := range t.Text {
		if len(line) > maxTemplateLine {
			return item("text", i), fmt.Errorf("has more than %d bytes", maxTemplateLine)
		}
		if _, err := slots(line); err != nil {
			return item("text", i), err
		}
	}
	return "", nil
}

// templateStages are the statuses in which something can be done about a lead.
var templateStages = []LeadStatus{
	LeadOffered, LeadAccepted, LeadWorking, LeadDraft, LeadSubmitted, LeadApproved, LeadRejected, LeadConverted, LeadClosed,
}

// checkTemplates makes sure of a program's templates.
func (p *Program) checkTemplates() error {
	seen := map[string]bool{}
	for i, t := range p.Templates {
		at := item("templates", i)
		if key, err := t.check(); err != nil {
			return wrong(dotted(at, key), "%v", err)
		}
		if seen[t.Key] {
			return wrong(dotted(at, "key"), "want distinct keys, not %q", t.Key)
		}
		seen[t.Key] = true
	}
	return nil
}

// ParseTemplate reads a template of the person's own: lines of "title:",
// "stages:", "subject:", an empty line, and the text. The name is its key. Its
// errors are of type *[FormatError].
func ParseTemplate(name string, data []byte) (Template, error) {
	t := Template{Key: name, Title: name}
	if len(data) > maxProgramFile {
		return t, &FormatError{Why: fmt.Sprintf("the file has more than %d bytes", maxProgramFile)}
	}
	lines := strings.Split(strings.ReplaceAll(string(bytes.TrimPrefix(data, []byte{0xEF, 0xBB, 0xBF})), "\r\n", "\n"), "\n")
	n := 0
	for ; n < len(lines) && strings.TrimSpace(lines[n]) != ""; n++ {
		key, value, ok := strings.Cut(lines[n], ":")
		if value = strings.TrimSpace(value); !ok || Clean(value) != value {
			return t, &FormatError{Line: n + 1, Why: "want a line such as \"title: First answer\""}
		}
		switch key := strings.ToLower(strings.TrimSpace(key)); key {
		case "title":
			t.Title = value
		case "subject":
			t.Subject, t.Mail = value, true
		case "stages":
			for s := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == ' ' }) {
				t.Stages = append(t.Stages, LeadStatus(s))
			}
		default:
			return t, &FormatError{Line: n + 1, Key: Clean(key), Why: "there is no such key here; there are title, stages, subject"}
		}
	}
	for _, line := range lines[min(n+1, len(lines)):] {
		t.Text = append(t.Text, plainLine(line))
	}
	for len(t.Text) > 0 && t.Text[len(t.Text)-1] == "" {
		t.Text = t.Text[:len(t.Text)-1]
	}
	if key, err := t.check(); err != nil {
		return t, &FormatError{Key: key, Why: Clean(err.Error())}
	}
	return t, nil
}

// plainLine is text on one line without anything that cannot be seen.
func plainLine(s string) string {
	return strings.TrimRight(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return ' '
		case hidden(r) || r == '\ufffd':
			return -1
		}
		return r
	}, s), " ")
}
