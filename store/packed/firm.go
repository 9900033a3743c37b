package packed

import "github.com/belay-tui/belay/domain"

// The tags of the firm. Its id is always the same.
const (
	firmID       = tagID
	firmName     = 2
	firmPrograms = 3
	firmFiles    = 4
	firmDomains  = 5

	firmLast = firmDomains
)

// The tags of a program file. The name makes it the same.
const (
	fileName   = 1
	fileSource = 2

	fileSame = fileName
	fileLast = fileSource
)

func appendFirm(dst []byte, f *domain.Firm, was *previous) []byte {
	dst = AppendItem(dst, firmID, domain.FirmID[:])
	dst = AppendUntrusted(dst, firmName, f.Name)
	dst = appendTexts(dst, firmPrograms, f.Programs)
	dst = appendFiles(dst, firmFiles, f.Files, was)
	dst = appendTexts(dst, firmDomains, f.Domains)
	return append(dst, was.rest(firmLast)...)
}

func appendFiles(dst []byte, tag int, files []domain.ProgramFile, was *previous) []byte {
	begin := len(dst)
	for _, f := range files {
		at := 0
		dst, at = OpenPart(dst, tag)
		dst = AppendBytes(dst, fileName, f.Name)
		dst = AppendUntrusted(dst, fileSource, f.Source)
		dst = ClosePart(dst, at)
	}
	return was.closeList(dst, begin, tag, fileSame, fileLast)
}

func decodeFirm(r *Reader[string], f *domain.Firm) {
	for r.Next() {
		switch r.tag {
		case firmName:
			f.Name = r.Untrusted()
		case firmPrograms:
			f.Programs = append(room(r, f.Programs), r.Text())
		case firmFiles:
			f.Files = append(room(r, f.Files), readFile(r))
		case firmDomains:
			f.Domains = append(room(r, f.Domains), r.Text())
		}
	}
}

func readFile(r *Reader[string]) (f domain.ProgramFile) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case fileName:
			f.Name = part.Text()
		case fileSource:
			f.Source = part.Untrusted()
		}
	}
	r.end(&part)
	return f
}
