package domain

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Template is a text or a tool for a stage of a lead, a deal or a survey (L7): a
// letter to the customer, an outline, a note, a link. It is data of the program's
// file or of the person's own folder.
type Template struct {
	Key   string `toml:"key"`
	Title string `toml:"title"`
	// For is the kind of record that it is for; "" is a lead.
	For Kind `toml:"for"`
	// Stages say where a record stands that it is for; none is anywhere. They are
	// the statuses of a lead or of a survey, and for a deal the program's stages,
	// or open, won, lost.
	Stages []string `toml:"stages"`
	// Mail is true for a letter to the record's contact.
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

// ofAll are the placeholders that every template may have.
var ofAll = []string{
	"company", "contact", person + "first_name", person + "title", person + "email", person + "phone", "product", "firm", "program", "vendor",
}

// ofKind are the others that a template may have, by what it is for.
var ofKind = map[Kind][]string{
	KindLead:        {"city", "country", "industry", "value", "source", "next", "next_on", "goals", "pains", "timeframe"},
	KindOpportunity: {"deal", "stage", "value", "acv", "close", "source", "next", "next_on"},
	KindSurvey:      {"project", "industry", "end", "sent", "case"},
}

// TemplateKinds are the kinds of record that templates may be for.
func TemplateKinds() []Kind { return []Kind{KindLead, KindOpportunity, KindSurvey} }

// TemplateFields are the placeholders that a template for a kind of record may
// have, such as {contact.first_name}.
func TemplateFields(kind Kind) []string { return append(slices.Clone(ofAll), ofKind[kind]...) }

// kind is the kind of record that the template is for.
func (t Template) kind() Kind {
	if t.For == "" {
		return KindLead
	}
	return t.For
}

// slot is a part of a template: text as it stands, or a placeholder.
type slot struct {
	text  string
	field bool
}

// slots parts a line. Doubled braces are braces; what is in single ones must be
// a field.
func slots(line string, kind Kind) ([]slot, error) {
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
		if !slices.Contains(ofAll, name) && !slices.Contains(ofKind[kind], name) {
			return nil, fmt.Errorf("there is no field {%s} of a %s; there are %s", name, kind, strings.Join(TemplateFields(kind), ", "))
		}
		out = append(out, slot{text: text}, slot{name, true})
		text, line = "", rest
	}
	return append(out, slot{text: text + line}), nil
}

// check finds what is wrong with a template; at is the path of the key at fault.
func (t Template) check() (at string, err error) {
	if !isName(t.Key) {
		return "key", fmt.Errorf("is %q; want at most 40 lower case letters, digits and dashes", t.Key)
	}
	if t.Title == "" {
		return "title", fmt.Errorf("is missing; want what people call it")
	}
	known, ok := templateStages[t.kind()]
	if !ok {
		return "for", fmt.Errorf("is %q; want one of %v", t.For, TemplateKinds())
	}
	for _, s := range t.Stages {
		if known != nil && !slices.Contains(known, s) {
			return "stages", fmt.Errorf("there is no stage %q of a %s; there are %v", s, t.kind(), known)
		}
	}
	if t.Link != "" && !strings.HasPrefix(t.Link, "https://") {
		return "link", fmt.Errorf("want an address that begins with https://")
	}
	if len(t.Text) == 0 && t.Link == "" || len(t.Text) > maxTemplateLines {
		return "text", fmt.Errorf("want 1 to %d lines, or a link", maxTemplateLines)
	}
	if _, err := slots(t.Subject, t.kind()); err != nil {
		return "subject", err
	}
	for i, line := range t.Text {
		if len(line) > maxTemplateLine {
			return item("text", i), fmt.Errorf("has more than %d bytes", maxTemplateLine)
		}
		if _, err := slots(line, t.kind()); err != nil {
			return item("text", i), err
		}
	}
	return "", nil
}

// templateStages are the statuses in which something can be done about a record,
// by its kind. Those of deals are nil: each program has its own.
var templateStages = map[Kind][]string{
	KindLead: {
		string(LeadOffered), string(LeadAccepted), string(LeadWorking), string(LeadDraft), string(LeadSubmitted), string(LeadApproved),
		string(LeadRejected), string(LeadConverted), string(LeadClosed),
	},
	KindOpportunity: nil,
	KindSurvey:      {string(SurveyQueued), string(SurveySent), string(SurveyFailed), string(SurveyAnswered)},
}

// checkStagesOf makes sure that a template of the program for deals names stages
// of its own.
func (p *Program) checkStagesOf(t Template) error {
	if t.kind() != KindOpportunity {
		return nil
	}
	known := []string{string(StateOpen), string(StateWon), string(StateLost)}
	for _, s := range p.Stages {
		known = append(known, s.Name)
	}
	for _, s := range t.Stages {
		if !slices.ContainsFunc(known, func(k string) bool { return Fold(k) == Fold(s) }) {
			return fmt.Errorf("there is no stage %q of a deal; there are %s", s, strings.Join(known, ", "))
		}
	}
	return nil
}

// checkTemplates makes sure of a program's templates.
func (p *Program) checkTemplates() error {
	seen := map[string]bool{}
	for i, t := range p.Templates {
		at := item("templates", i)
		if key, err := t.check(); err != nil {
			return wrong(dotted(at, key), "%v", err)
		}
		if err := p.checkStagesOf(t); err != nil {
			return wrong(dotted(at, "stages"), "%v", err)
		}
		if seen[t.Key] {
			return wrong(dotted(at, "key"), "want distinct keys, not %q", t.Key)
		}
		seen[t.Key] = true
	}
	return nil
}

// ParseTemplate reads a template of the person's own: lines of "title:", "for:",
// "stages:", "subject:", an empty line, and the text. The name is its key. Its
// errors are of type *[FormatError].
func ParseTemplate(name string, data []byte) (Template, error) {
	t := Template{Key: name, Title: name}
	if len(data) > maxProgramFile {
		return t, &FormatError{Why: fmt.Sprintf("the file has more than %d bytes", maxProgramFile)}
	}
	lines := strings.Split(strings.ReplaceAll(string(bytes.TrimPrefix(data, []byte{0xEF, 0xBB, 0xBF})), "\r\n", "\n"), "\n")
	n, stages := 0, ""
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
			stages = value
		case "for":
			t.For = Kind(value)
		default:
			return t, &FormatError{Line: n + 1, Key: Clean(key), Why: "there is no such key here; there are title, for, stages, subject"}
		}
	}
	t.Stages = stagesIn(stages, t.kind())
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

// stagesIn reads the stages of a template: with commas between, and but for deals,
// whose stages are named by others, blanks too.
func stagesIn(list string, kind Kind) []string {
	var stages []string
	for s := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ' ' && kind != KindOpportunity }) {
		if s = strings.TrimSpace(s); s != "" {
			stages = append(stages, s)
		}
	}
	return stages
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
