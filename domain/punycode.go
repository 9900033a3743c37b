package domain

import "strings"

// ASCIIDomain is the form in which an e-mail address's domain travels where its
// letters are not all ASCII, such as xn--mller-kva.example for müller.example:
// it shows an imitation for what it is. It is "" for a domain that is ASCII, and
// for what is no address.
func ASCIIDomain(email Untrusted) string {
	host := MailDomain(email)
	if isPlain(host) {
		return ""
	}
	labels := strings.Split(host, ".")
	for i, l := range labels {
		if !isPlain(l) {
			labels[i] = "xn--" + punycode([]rune(l))
		}
	}
	return strings.Join(labels, ".")
}

// The parameters of Punycode (RFC 3492).
const (
	punyBase, punyMin, punyMax = 36, 1, 26
	punySkew, punyDamp         = 38, 700
	punyBias, punyFirst        = 72, 128
)

// punycode encodes a label: its ASCII letters, then where the others go, as
// differences in numbers of variable length.
func punycode(label []rune) string {
	var out []byte
	for _, r := range label {
		if r < punyFirst {
			out = append(out, byte(r))
		}
	}
	done, basic := len(out), len(out)
	if basic > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(punyFirst), 0, punyBias
	for done < len(label) {
		next := rune(0x7FFFFFFF)
		for _, r := range label {
			if r >= n {
				next = min(next, r)
			}
		}
		delta += int(next-n) * (done + 1)
		n = next
		for _, r := range label {
			if r < n {
				delta++
			}
			if r == n {
				out = appendPuny(out, delta, bias)
				bias = punyAdapt(delta, done+1, done == basic)
				delta = 0
				done++
			}
		}
		delta++
		n++
	}
	return string(out)
}

func appendPuny(out []byte, q, bias int) []byte {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	for k := punyBase; ; k += punyBase {
		t := min(max(k-bias, punyMin), punyMax)
		if q < t {
			return append(out, digits[q])
		}
		out = append(out, digits[t+(q-t)%(punyBase-t)])
		q = (q - t) / (punyBase - t)
	}
}

func punyAdapt(delta, count int, first bool) int {
	if first {
		delta /= punyDamp
	} else {
		delta /= 2
	}
	delta += delta / count
	k := 0
	for ; delta > (punyBase-punyMin)*punyMax/2; k += punyBase {
		delta /= punyBase - punyMin
	}
	return k + (punyBase-punyMin+1)*delta/(delta+punySkew)
}
