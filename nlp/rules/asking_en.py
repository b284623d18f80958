"""English words of asking, which are never the subject of a question."""

from __future__ import annotations

from nlp.rules.particles import words

FILLERS = words("""
    pls plz kindly grand single short briefly brief whats what's wheres where's hows how's whos who's goes went come comes coming came
    break broken budgeted being been become becomes get got getting gets take takes taken taking make makes made making
    put set aside say says said let lets see saw seen look looks think thought guess wonder wondering
    wanna gonna gotta hear heard know knew try trying tried find found figure check checking working
    work exactly roughly approximately around actually basically simply quick quickly again maybe
    along it keep keeps keeping ending ends end everyone wants wanted wish wishes writing article report perhaps probably possible possibly sure real true right wrong correct ever never always often
    yet already soon today now while during within inside into onto upon toward towards off out up
    down away back well very quite rather really even still almost enough each either neither both
    such same kind kinds sort sorts type lot lots bit thing things stuff way ways case cases matter
    guys friend friends mom mum dad mother father wife husband son daughter kids' my mine your yours
    our ours his her hers him she he it'd i'd i've we're you're they're there's that's here's let's
    as am because before belonging can could did from full good had here if include like lists lived
    living many may might much needed number ones only paying planning plans running so tell then these
    this requesting asking asked across yen worth used using want will would you evening morning afternoon already-existing existing
    deal deals dealing tackle tackles tackling focus focuses focusing focused aim aims aimed aiming target
    targets targeting touch touches touching affect affects affecting connected relevant relate relates linked
    push effort efforts scheme schemes undertaking undertakings somewhere anywhere lowdown gimme rundown someone somebody anyone anybody exist exists existed useful handy interesting interested curious mention mentions
    mentioned mentioning receive receives received receiving through whose whom anyway ask'd end ended ends
    happen happens happening suppose supposed wondered specific specifically respective currently present presently
    directly generally sort-of kinda btw fyi thx ty cheers appreciate appreciated grateful paid funded financed
    grandmother grandfather grandparents tied associated moved just done doing do be inform informs costing actual actually
    don't doesn't isn't aren't won't can't cannot didn't wasn't
    """)
"""Words around a question that say nothing, whatever it is about."""

KEPT = frozenset(FILLERS) | frozenset(
    words("""
    a an the of for to in on by at is are was were be it its that this those these them and or with
    from how much many what which who why when where list show tell me give please can could you i
    we my our total sum average mean median count number share percentage percent budget budgets
    request requests requested requesting cost costs amount amounts price money largest biggest
    highest smallest lowest cheapest most least top bottom expensive project projects program
    programs department departments section sections division divisions office bureau new level-up
    levelup compare difference between than larger bigger more less does do did there any all whole
    overall about details explain describe source page last year next other others same except
    excluding without yen million thousand billion over under above below up order each breakdown
    per into category kind type account pillar no help hello hi thanks thank would like know want
    responsible charge run runs weather ignore previous instructions system prompt mayor vs versus
    times combined together altogether as not only just so if then second third first two three four five ten approved decided
    final finally because reason deadline apply how's anything something everything some town city
    village ward spend spending spent spends pay pays paying going planning plans looking related
    concerning regarding involving helps using used running managed handled handles named called
    one ones both either also too still currently hey ok okay good morning afternoon evening dear
    i'm live living lived here belong belongs belonging listed lists included include includes entire
    every everything every-thing full am lot lots need needs needed used service services help
    sir excuse sorry should might may us their they people allocated allocate i'd will has have had
    """)
)
"""They stay English where a question is read in Japanese."""
