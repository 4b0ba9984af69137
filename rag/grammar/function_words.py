"""Sets of English words that tell how a sentence is built, and some that only look like verbs or adverbs."""

from __future__ import annotations

_MODAL_WORDS = """
    will would can could may might must shall should cannot can't won't wouldn't couldn't do does did don't doesn't
    didn't
"""
MODAL = frozenset(_MODAL_WORDS.split())
_ADVERBS_WORDS = """
    not never also already still now then once always only just often first later both all soon thus ever almost
    hardly seldom too neither twice
"""
ADVERBS = frozenset(_ADVERBS_WORDS.split())
_DETERMINERS_WORDS = """
    the a an its their his her our your my this these those some no every each any two three
"""
DETERMINERS = frozenset(_DETERMINERS_WORDS.split())
_PREPOSITIONS_WORDS = """
    in on at to from into by for with about against between through during within under over near across towards
    toward onto upon until since without among behind above below per via off around along inside outside despite
"""
PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())
_SUBORDINATE_WORDS = """
    because although though while whereas if unless when whenever before after until since as whether than so what
    how why
"""
SUBORDINATE = frozenset(_SUBORDINATE_WORDS.split())
# In -ly, but no adverbs.
_NO_ADVERB_WORDS = """
    only family supply apply reply italy july early daily weekly monthly yearly friendly likely
"""
NO_ADVERB = frozenset(_NO_ADVERB_WORDS.split())
# In -ed, but no past forms.
_NO_PAST_WORDS = """
    red hundred indeed need speed seed breed united based related alleged limited so-called kindred bed feed
"""
NO_PAST = frozenset(_NO_PAST_WORDS.split())
# On the lines of irregular forms, but no past forms.
_NOUNS_WORDS = """
    knowledge gift sight ability able sales sale flight loss losses death deaths dead growth food speech birth
    payment strength length width depth height youth poverty warmth better best well old elder oldest eldest strong
    long wide deep high young poor warm good bad worse worst badly far farther further lives live life child
    children man men woman women foot feet tooth teeth person people thief thieves wife wives safe safety free
    freedom true truth wise wisdom hot heat angry anger hungry hunger france french china chinese trial tries proof
    theft song choice rain rainfall rainy snow snowfall snowy half halves shooting advice lay applicable applicant
    argument belief comparison complaint extent loan product pursuit receipt response successful including excluding
"""
NOUNS = frozenset(_NOUNS_WORDS.split())
# One form for past and present.
_SAME_WORDS = """
    put set cut hit let spread shut hurt cost split cast burst bit beat read quit
"""
SAME = frozenset(_SAME_WORDS.split())
# Verbs behind which a clause may follow without "that".
_SAYING_WORDS = """
    say said says think thinks thought believe believed believes claim claimed claims know knew knows found find
    finds show showed shows report reported hope hoped hopes fear feared argue argued add added warn warned
    announced announce suggest suggested
"""
SAYING = frozenset(_SAYING_WORDS.split())
_PRONOUNS_WORDS = """
    it they he she we i you this that these those them him one both it's he's they've
"""
PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
# "A told B to do it": it is B who does it.
_OF_ANOTHER_WORDS = """
    order tell ask force allow enable want urge advise require invite persuade permit expect help teach encourage
    instruct cause ordered told asked forced allowed enabled wanted urged advised required invited persuaded
    permitted expected helped taught encouraged instructed caused orders tells asks forces allows enables wants
    urges advises requires invites expects helps
"""
OF_ANOTHER = frozenset(_OF_ANOTHER_WORDS.split())
# Verbs that say little by themselves: two are the same only with the same object.
_LIGHT_VERBS_WORDS = """
    be have do make take give get go come put set hold keep use say call
"""
LIGHT_VERBS = frozenset(_LIGHT_VERBS_WORDS.split())
_TIMES_WORDS = """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter feb apr jun jul aug sep sept oct nov dec
"""
TIMES = frozenset(_TIMES_WORDS.split())
# Heads that only name the kind of what follows: "the city of Leeds".
_KINDS_WORDS = """
    city town village port county province state island region district university ministry department republic
    kingdom lake river mount valley
"""
KINDS = frozenset(_KINDS_WORDS.split())
# Words that only tell how many.
_COUNTS_WORDS = """
    number share percent half third quarter majority most total group team pair dozen kind type series couple hundred
    hundreds thousand thousands million two three four five six seven eight nine ten
"""
COUNTS = frozenset(_COUNTS_WORDS.split())
_BE_WORDS = """
    is are was were be been being isn't aren't wasn't weren't gets got
"""
_HAVE_WORDS = """
    has have had having hasn't haven't hadn't
"""
_PERIODS_WORDS = """
    year years month months week weeks day days hour hours last next ago
"""
BE = frozenset(_BE_WORDS.split())
HAVE = frozenset(_HAVE_WORDS.split())
AUXILIARY = BE | HAVE | MODAL
RELATIVE = frozenset(["who", "which", "that", "whose", "whom", "where"])
CONJUNCTIONS = frozenset(["and", "or", "but", "nor", "then", "yet"])
STOPS = frozenset([",", ";", ":", "(", ")", "-"])
SEPARATORS = CONJUNCTIONS | STOPS | RELATIVE | SUBORDINATE
PERIODS = frozenset(_PERIODS_WORDS.split())
# How much of a thing a word tells, from none to all.
AMOUNTS = {
    "all": 5, "every": 5, "each": 5, "both": 5, "most": 4, "half": 3, "many": 3, "several": 2, "some": 2, "few": 1, "none": 0, "no": 0,
}  # fmt: skip
