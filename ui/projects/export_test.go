package projects

// ToBlame is toBlame, for the tests of this package.
var ToBlame = toBlame
