package hostile

import (
	"strings"
	"testing"
)

func TestSign(t *testing.T) {
	for what, s := range Texts {
		switch found := Sign(s, ""); what {
		case "a formula", "a format", "markup": // these act elsewhere
			if found != "" {
				t.Errorf("%s: found %s", what, found)
			}
		default:
			if found == "" {
				t.Errorf("%s: found nothing in %+q", what, s)
			}
		}
		if strings.TrimSpace(s) != s {
			t.Errorf("%s has white space around it", what)
		}
	}
	for _, fine := range []string{"", "Acme Corp.", "株式会社 東和", "Łódź", "e\u0301\u0301\u0301\u0301", "\ufffd", "␛[2J", "🇩🇪", "a\u00a0b"} {
		if found := Sign(fine, ""); found != "" {
			t.Errorf("%+q: found %s", fine, found)
		}
	}
	if Sign("a\nb", "\n") != "" || Sign("a\nb\t", "\n") == "" {
		t.Error("what is allowed is not what was asked for")
	}
}
