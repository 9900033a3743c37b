package domain

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// MailDomain is the part of an e-mail address behind the @, in lower case and
// with half and full width alike; "" for what is no address.
func MailDomain(email Untrusted) string {
	if !ValidEmail(email) {
		return ""
	}
	_, host, _ := strings.Cut(email.Raw(), "@")
	return foldDomain(host)
}

// foldDomain keeps accents: müller.example and muller.example belong to
// different people.
func foldDomain(host string) string {
	return strings.TrimSuffix(strings.ToLower(norm.NFKC.String(host)), ".")
}

// publicMail are domains under which anybody gets an address: two people who
// share one need not know each other.
var publicMail = setOf(`
	gmail.com googlemail.com outlook.com live.com msn.com icloud.com me.com mac.com aol.com
	proton.me protonmail.com pm.me tutanota.com fastmail.com hushmail.com mail.com email.com zoho.com ymail.com rocketmail.com
	comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net shaw.ca rogers.com bigpond.com
	btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com
	web.de t-online.de freenet.de arcor.de mail.de posteo.de mailbox.org bluewin.ch a1.net
	orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr aliceadsl.fr skynet.be telenet.be ziggo.nl kpnmail.nl
	libero.it virgilio.it tiscali.it alice.it tin.it telefonica.net terra.es wp.pl o2.pl onet.pl interia.pl seznam.cz
	docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp ymobile.ne.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp
	qq.com foxmail.com 163.com 126.com yeah.net sina.com sohu.com aliyun.com naver.com hanmail.net daum.net nate.com
	mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net
	rediffmail.com uol.com.br bol.com.br terra.com.br
`)

// publicMailFamilies are providers with a domain in each country, such as
// yahoo.co.jp.
var publicMailFamilies = setOf("yahoo hotmail outlook gmx")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// isPublicMail reports whether a domain, folded, tells nothing of who uses it.
func isPublicMail(domain string) bool {
	family, _, _ := strings.Cut(domain, ".")
	return publicMail[domain] || publicMailFamilies[family]
}
