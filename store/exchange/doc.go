// Package exchange reads the files of other systems and writes belay's own.
//
// A file goes through five steps, each in its own file: bytes become UTF-8
// (encoding.go), UTF-8 becomes records of bounded size (records.go), the
// separator is found (dialect.go), headers become fields (mapping.go), cells
// become values (dates.go, numbers.go, setters.go); reader.go and commands.go
// put a row's values into a domain command. A file of any size is streamed: a
// fixed window of it is in memory, which is read ahead of those who take the rows
// (ahead.go).
//
// Nothing here holds a sentence. What is wrong with a file is a
// *domain.RuleError, what is wrong with one of its rows a *RowError, what was
// assumed a Note; each has a code that starts with "import." and arguments.
package exchange
