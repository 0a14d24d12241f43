<?xml version="1.0" encoding="UTF-8"?>
<!-- What is a block and what stands in a line: by its name where that settles it, else by what it contains and where it stands.
     So an element that nobody foresaw is set, too, and no list of names decides what may appear. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:function name="f:set" as="map(xs:string, xs:boolean)">
    <xsl:param name="names" as="xs:string"/>
    <xsl:sequence select="map:merge(tokenize($names) ! map { .: true() })"/>
  </xsl:function>

  <!-- Always a block. -->
  <xsl:variable name="blocks" as="map(xs:string, xs:boolean)" select="f:set(
    'p ab lg list table listBibl listPerson listPlace listOrg listEvent listRelation listNym listObject listWit listApp listChange
     listForest listTranspose castList castGroup div div1 div2 div3 div4 div5 div6 div7 sp spGrp titlePage docTitle floatingText
     text front body back group egXML epigraph opener closer postscript argument entry entryFree superEntry
     msDesc biblFull sourceDoc facsimile surface surfaceGrp performance prologue epilogue set sense
     eTree tree graph forest superEntry schemaSpec moduleSpec elementSpec classSpec macroSpec dataSpec constraintSpec specGrp
     interpGrp spanGrp linkGrp altGrp joinGrp timeline teiHeader fileDesc encodingDesc profileDesc revisionDesc xenoData standOff')"/>

  <!-- Holds blocks and no words of its own; its children are blocks, unless they are words by their nature. -->
  <xsl:variable name="containers" as="map(xs:string, xs:boolean)" select="f:set(
    'TEI teiCorpus opener closer text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 lg list listBibl listPerson
     listPlace listOrg listEvent listRelation listNym listObject listWit listApp castList castGroup sp spGrp titlePage epigraph postscript
     sourceDoc facsimile surface surfaceGrp zone standOff teiHeader fileDesc encodingDesc profileDesc revisionDesc titleStmt
     publicationStmt sourceDesc seriesStmt notesStmt editionStmt textClass langUsage msDesc msPart msFrag msContents msItem physDesc
     objectDesc supportDesc layoutDesc handDesc decoDesc history additional adminInfo scriptDesc bindingDesc entry superEntry person
     personGrp place org object listChange correspDesc performance prologue epilogue set row table annotationBlock u
     listAnnotation particDesc settingDesc biblFull')"/>

  <!-- Stands in a line, wherever it is, if it holds no block. -->
  <xsl:variable name="in-line" as="map(xs:string, xs:boolean)" select="f:set(
    'hi emph foreign term gloss mentioned soCalled seg s w c pc m phr cl date time persName placeName orgName geogName name rs
     ref ptr choice sic corr orig reg abbr expan ex am add del subst supplied unclear g num measure title author
     lb pb cb gb milestone anchor fw space handShift ruby rb rt caesura index note
     pause vocal kinesic incident shift')"/>

  <!-- Has no words; stands between blocks as well as between words. -->
  <xsl:variable name="points" as="map(xs:string, xs:boolean)" select="f:set('lb pb cb gb milestone anchor handShift index')"/>

  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($node)"/>
    <xsl:sequence select="
      if (not($node instance of element())) then false()
      else if ($node/self::tei:note) then not(f:has-mark($node)) and f:holds-blocks($node/..)
      else if ($blocks($name)) then $name ne 'list' or not(f:is-in-sentence($node)) or f:holds-blocks($node/..)
      else if ($in-line($name)) then (some $child in $node/* satisfies f:is-inner-block($child))
        or $name eq 'seg' and exists($node/parent::tei:u[not(text()[normalize-space()])])
      else if ($node/parent::tei:p or $node/parent::tei:ab) then some $child in $node/* satisfies f:is-inner-block($child)
      else f:holds-blocks($node/..) or (some $child in $node/* satisfies f:is-inner-block($child))"/>
  </xsl:function>

  <xsl:function name="f:is-numbered" as="xs:boolean">
    <xsl:param name="list" as="element(tei:list)"/>
    <xsl:sequence select="$list/(@rend, @type) ! tokenize(.) = ('numbered', 'ordered')"/>
  </xsl:function>

  <!-- The number or letter of an item, as its encoder counts. -->
  <xsl:function name="f:is-number" as="xs:boolean">
    <xsl:param name="count" as="attribute(n)"/>
    <xsl:sequence select="matches($count, '^[0-9]{1,9}$')"/>
  </xsl:function>
  <xsl:function name="f:item-mark" as="xs:string">
    <xsl:param name="count" as="attribute(n)"/>
    <xsl:sequence select="replace(normalize-space($count), '(\w)$', '$1.') || ' '"/>
  </xsl:function>

  <!-- A list whose items are parts of a sentence. -->
  <xsl:function name="f:is-in-sentence" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="$list/self::tei:list[@type = 'inline' or @rend = 'inline'] and not($list/*/*[f:is-inner-block(.)])"/>
  </xsl:function>

  <!-- Inside something that may be a phrase only what is a block by its name counts, or holds one. -->
  <xsl:function name="f:is-inner-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $blocks(local-name($element)) = true() and not($element/self::tei:list and f:is-in-sentence($element)) or
      (not($element/self::tei:note) and (some $child in $element/* satisfies f:is-inner-block($child)))"/>
  </xsl:function>

  <xsl:function name="f:holds-blocks" as="xs:boolean">
    <xsl:param name="parent" as="node()?"/>
    <xsl:sequence select="$containers(local-name($parent)) = true()"/>
  </xsl:function>

  <xsl:function name="f:has-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/* satisfies f:is-block($child)"/>
  </xsl:function>

  <!-- White space or a milestone between blocks: nothing that needs a paragraph of its own. -->
  <xsl:function name="f:is-between" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      if ($node instance of text()) then not(normalize-space($node))
      else not($node instance of element()) or $points(local-name($node)) = true() and not(normalize-space($node))"/>
  </xsl:function>

  <!-- Elements whose words are all that a reader needs: shown without a word about it. Any other element without a form of
       its own is shown just so, and counted. -->
  <xsl:variable name="plain" as="map(xs:string, xs:boolean)" select="f:set(
    'persName placeName orgName geogName country settlement region bloc district date seg author editor publisher pubPlace
     biblScope citedRange idno repository affiliation name rs num measure time roleName addName genName nameLink extent institution
     collection relatedItem desc availability birth catRef classCode death distributor education figDesc floruit geo licence location
     nationality occupation residence resp respStmt sponsor state trait altIdentifier analytic monogr msContents msIdentifier msName
     textLang titlePart forename surname edition series label funder s w c m pc cl phr abbr orig sic unclear address addrLine email
     imprint supplied cit eventName ref gloss corr reg expan add surplus bibl title rb rt persPronouns gender sex faith
     note principal formula soCalled mentioned term foreign code said q quote relation role docAuthor docDate addrLine emph list head cell lem rdg teiHeader fileDesc titleStmt publicationStmt sourceDesc encodingDesc profileDesc revisionDesc meeting ident att val gi tag code street postCode postBox origDate origPlace summary msItem locus provenance
     acquisition orth pron form gramGrp gram pos gen number def sense entry usg etym lang p ab textClass keywords item')"/>

  <!-- Parts that are written one after the other without white space need one between them. -->
  <xsl:variable name="close" as="map(xs:string, xs:boolean)" select="f:set('w c pc m g hi seg lb pb cb gb milestone anchor ex am am note space')"/>

  <xsl:function name="f:follows-closely" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/preceding-sibling::node()[1]/self::*)"/>
  </xsl:function>

  <xsl:function name="f:needs-blank" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$element/preceding-sibling::node()[1]"/>
    <xsl:sequence select="$before instance of element() and not(f:is-reference-part($element)) and not($close(local-name($element)) and not($element/self::tei:note[not(f:has-mark(.))])) and not($close(local-name($before)))
      and not($element/../text()[normalize-space()]) and empty(f:point-in-list($element)) and not(f:is-block($before))"/>
  </xsl:function>

  <!-- ==== what page and print count and say alike ==== -->

  <xsl:function name="f:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element), '^(div[1-7]?|text|front|body|back|floatingText|listBibl|listPerson|listPlace|listOrg|listEvent|listWit)$')"/>
  </xsl:function>

  <!-- Edition, translation, apparatus, commentary: a division of an inscription's or a papyrus's edition says which it is. -->
  <xsl:function name="f:division-label" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:if test="not($division/tei:head) and normalize-space($division) and exists($words('division-' || $division/@type))">
      <xsl:sequence select="f:word('division-' || $division/@type)"/>
    </xsl:if>
  </xsl:function>

  <!-- A verse that begins further in: so the source, or another has begun it. -->
  <xsl:function name="f:is-further-in" as="xs:boolean">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:sequence select="$line/@part = ('M', 'F') or (some $word in tokenize($line/@rend) satisfies starts-with($word, 'indent'))"/>
  </xsl:function>

  <!-- Every fifth verse has its number; a number that is no number is shown as it is. -->
  <xsl:function name="f:verse-number" as="xs:string?">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:variable name="number" as="xs:string" select="replace($line/@n, '^.*\D', '')"/>
    <xsl:sequence select="if ($number ne '' and xs:integer($number) mod 5 eq 0) then string($line/@n) else ()"/>
  </xsl:function>

  <!-- The line's number in the edition of an inscription or a papyrus, where the lines are what is edited. -->
  <xsl:function name="f:line-number" as="xs:string?">
    <xsl:param name="break" as="element(tei:lb)"/>
    <xsl:sequence select="if ($break/ancestor::*[@type = 'edition']) then $break/@n ! string(.) else ()"/>
  </xsl:function>

  <!-- The first line of a block begins where the block does. Where only the lines are told that divide a word, none is shown,
       nor one that the encoder hides. -->
  <xsl:function name="f:is-inner-line" as="xs:boolean">
    <xsl:param name="break" as="element(tei:lb)"/>
    <xsl:sequence select="exists($break/preceding-sibling::node()[not(self::text()[not(normalize-space())])][1])
      and not(tokenize($break/@rend) = 'hidden')
      and not($break/@break = 'no' and empty(($break/ancestor::*[local-name() = $line-holders])[last()]//tei:lb[not(@break = 'no')]))"/>
  </xsl:function>
  <xsl:variable name="line-holders" as="xs:string+" select="'div', 'p', 'ab', 'lg', 'note', 'list', 'table', 'head', 'front'"/>

  <!-- Who speaks or writes, and when, where only an attribute says it: no speaker, no note of one and no signature. -->
  <xsl:function name="f:voice-head" as="xs:string?">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="is-told" as="xs:boolean" select="exists($speech/tei:speaker
      | $speech/preceding-sibling::*[1]/self::tei:note[@type = 'speaker'])"/>
    <xsl:sequence select="string-join(($speech/@who[not($is-told)] ! f:voices(.), $speech/self::tei:post/@when ! f:say-date(.)), ', ')[. ne '']"/>
  </xsl:function>

  <xsl:function name="f:voices" as="xs:string">
    <xsl:param name="who" as="attribute()"/>
    <xsl:sequence select="string-join(tokenize($who) ! (
      let $id := replace(., '^.*#', '') return (key('id', $id, root($who))[1]/(tei:persName, tei:name, self::tei:role, tei:role)[1] ! f:name-in-order(.), $id)[. ne ''][1]), ', ')"/>
  </xsl:function>

  <!-- A name whose parts only tags divide. -->
  <xsl:function name="f:name-in-order" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
      if ($name/text()[normalize-space()] or not($name/tei:surname)) then f:record-words($name)
      else string-join(($name/tei:forename, $name/tei:nameLink, $name/tei:surname, $name/(* except (tei:forename, tei:nameLink, tei:surname)))
        ! normalize-space(.)[. ne ''], ' ')"/>
  </xsl:function>

  <!-- A number of rows or columns that a table can use. -->
  <xsl:function name="f:span" as="xs:integer">
    <xsl:param name="count" as="attribute()?"/>
    <xsl:sequence select="if ($count castable as xs:integer) then max((1, min((xs:integer($count), 500)))) else 1"/>
  </xsl:function>

  <xsl:function name="f:columns" as="xs:integer">
    <xsl:param name="table" as="element()"/>
    <xsl:sequence select="max((1, $table/tei:row ! sum(tei:cell ! f:span(@cols))))"/>
  </xsl:function>

  <xsl:function name="f:is-heading-name" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="not(matches($node, '^\s*https?://')) and exists($node/(self::tei:persName | self::tei:placeName | self::tei:orgName | self::tei:geogName | self::tei:objectName
      | self::tei:eventName | self::tei:settlement[parent::tei:place] | self::tei:name))"/>
  </xsl:function>

  <!-- A field of a record in a line: its words, or the value that stands for them. -->
  <xsl:function name="f:record-line" as="xs:string">
    <xsl:param name="field" as="element()"/>
    <xsl:sequence select="string((f:record-words($field), string(($field/@when, string-join($field/(@from, @to), '–')[.],
      string-join($field/(@notBefore, @notAfter), '–')[.])[1] ! f:say-date-value(.)))[. ne ''][1])"/>
  </xsl:function>

  <!-- The letters of the witnesses that a reading stands in. -->
  <xsl:function name="f:witnesses" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="string-join($reading/(@wit, @resp, @source)[1] ! tokenize(.) ! replace(., '^.*#', ''), ' ')"/>
  </xsl:function>

  <!-- Whether words are set in italics though nothing says how: highlighted words (as the Text Creation Partnership writes them),
       and the titles of others' citations, which are told by their tags alone; our own citations say how they were printed. -->
  <xsl:function name="f:is-slanted" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/(@rend | @rendition | @style) or matches($element, $cjk)) then false()
      else if ($element/self::tei:hi) then true()
      else exists($element/self::tei:title[not(@level = ('a', 'u'))][f:is-tagged-alone(.)])"/>
  </xsl:function>

  <xsl:function name="f:is-tagged-alone" as="xs:boolean">
    <xsl:param name="title" as="element(tei:title)"/>
    <xsl:sequence select="exists($title/(ancestor::tei:text | ancestor::tei:msDesc | ancestor::tei:listBibl)) and empty($title/(ancestor::tei:titlePage | ancestor::tei:head))
      and empty($title/ancestor::tei:bibl[1][@type or @ref]) and empty($title/(tei:hi | tei:emph))"/>
  </xsl:function>

  <!-- The marks around the title of an article in others' citations. -->
  <xsl:function name="f:title-marks" as="xs:string*">
    <xsl:param name="title" as="element(tei:title)"/>
    <xsl:sequence select="if ($title/@level = 'a' and not($title/@rend) and not(matches($title, $cjk)) and not(matches($title, '^\s*[“‘„«&quot;'']'))
      and f:is-tagged-alone($title)) then ('“', '”') else ()"/>
  </xsl:function>

  <!-- What stands around words that an editor supplied, expanded, doubts or takes out (Leiden conventions; EpiDoc Guidelines). -->
  <xsl:function name="f:brackets" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/self::tei:supplied) then (if ($element/@reason = ('omitted', 'undefined')) then ('⟨', '⟩') else ('[', '?'[$element/@cert = 'low'] || ']'))
      else if ($element/self::tei:ex) then ('(', ')')
      else if ($element/self::tei:surplus) then ('{', '}')
      else if ($element[self::tei:vocal or self::tei:kinesic or self::tei:incident][normalize-space()]) then ('((', '))')
      else if ($element/self::tei:del[ancestor::*[@type = 'edition']]) then ('⟦', '⟧')
      else if ($element[self::tei:q or self::tei:said or self::tei:soCalled] and not(f:is-quoted($element))) then f:quotation-marks($element)
      else ()"/>
  </xsl:function>

  <!-- What stands around an entry's readings; nothing where the entry stands apart from the text and has no lemma. -->
  <xsl:function name="f:reading-marks" as="xs:string+">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:sequence select="
      if ($entry/tei:lem) then (' [' || $entry/tei:lem[1] ! f:witnesses(.)[. ne ''] ! (. || ': '), ']')
      else if (exists(f:place-of($entry))) then ('', '') else ('[', ']')"/>
  </xsl:function>

  <!-- Where the text is that an apparatus of its own speaks of. -->
  <xsl:function name="f:place-of" as="xs:string?">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:sequence select="($entry/@loc, $entry[parent::tei:listApp]/@n)[1] ! (. || ' ')"/>
  </xsl:function>

  <!-- Whether the text, or whoever encoded it, has quotation marks or a dash there already. -->
  <xsl:function name="f:is-quoted" as="xs:boolean">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="marks" as="xs:string" select="'[“”‘’„«»‹›「」『』《〈&quot;''—–]'"/>
    <xsl:sequence select="exists($speech/@rend) or matches($speech, '^\s*(' || $marks || '|-\s)')
      or matches(string($speech/preceding-sibling::node()[1]/self::text()), $marks || '\s*$')"/>
  </xsl:function>

  <!-- The marks of what is said, in the language of the words around it; within other words that are said the inner ones. -->
  <xsl:function name="f:quotation-marks" as="xs:string+">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="language" as="xs:string" select="string($speech/ancestor::*[@xml:lang][1]/@xml:lang)"/>
    <xsl:variable name="is-inner" as="xs:boolean" select="exists($speech/(ancestor::tei:q | ancestor::tei:said))"/>
    <xsl:sequence select="
      if (matches($language, '^(ja|zh-(Hant|TW|HK|MO))')) then (if ($is-inner) then ('『', '』') else ('「', '」'))
      else if (starts-with($language, 'ru')) then (if ($is-inner) then ('„', '“') else ('«', '»'))
      else if (starts-with($language, 'de')) then (if ($is-inner) then ('‚', '‘') else ('„', '“'))
      else if (starts-with($language, 'fr')) then ('«&#160;', '&#160;»')
      else if ($is-inner) then ('‘', '’') else ('“', '”')"/>
  </xsl:function>

  <!-- What stands before the words of a record's field: the signs for birth and death, and a date or a value that no word tells. -->
  <xsl:function name="f:record-sign" as="xs:string?">
    <xsl:param name="field" as="node()"/>
    <xsl:variable name="date" as="xs:string?" select="
      if (empty($field/@*) or $field/descendant-or-self::tei:date[normalize-space()] or matches($field, '[0-9]{4}')) then ()
      else ($field/@when ! f:say-date(.), string-join($field/(@from, @to) ! f:say-date(.), '–')[. ne ''],
        string-join($field/(@notBefore, @notAfter) ! f:say-date(.), '–')[. ne ''], $field[not(normalize-space())]/(@value, @target)[1] ! string(.))[1]"/>
    <xsl:variable name="sign" as="xs:string?" select="if ($field/self::tei:birth) then '* ' else if ($field/self::tei:death) then '† ' else ()"/>
    <xsl:sequence select="string-join(($sign, $date, f:word('comma')[exists($date) and normalize-space($field)]))[. ne '']"/>
  </xsl:function>

  <!-- What a gap says: how much is lost, as far as it is known. -->
  <xsl:function name="f:gap" as="xs:string">
    <xsl:param name="gap" as="element(tei:gap)"/>
    <xsl:variable name="count" as="xs:integer?" select="($gap/@quantity, $gap/@extent)[. castable as xs:integer][1] ! xs:integer(.)"/>
    <xsl:sequence select="
      if ($gap/ancestor::*[@type = 'edition'] and $gap/@unit = 'character' and $count = 1 to 12) then '[' || string-join((1 to $count) ! '.') || ']'
      else if ($gap/ancestor::*[@type = 'edition'] and $gap/@unit = 'line') then '[– – – – –]'
      else if ($gap/@unit and $gap/(@quantity, @extent)[. ne 'unknown']) then '[… ' || $gap/(@quantity, @extent)[1] || ' ' || translate($gap/@unit, '_', ' ') || ']'
      else '[…]'"/>
  </xsl:function>

  <!-- A sign that only its name tells: what its declaration puts for it, else its name. A hyphen where the source ended a line
       (EOLhyphen of the Text Creation Partnership) is one only where ours ends. -->
  <xsl:function name="f:glyph" as="xs:string">
    <xsl:param name="sign" as="element(tei:g)"/>
    <xsl:sequence select="
      if (matches($sign/@ref, 'EOL(un)?hyphen$')) then '&#xAD;'
      else (key('id', substring($sign/@ref, 2), root($sign))/(tei:mapping, tei:localProp/@value, tei:charName, tei:glyphName)[1] ! normalize-space(.),
        $sign/@type ! ('((' || . || '))'), $sign/@ref ! replace(., '^.*#', ''), '□')[. ne ''][1]"/>
  </xsl:function>

  <!-- XML that is shown as XML: tags and words as they would be written. -->
  <xsl:function name="f:xml-source" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="string-join($nodes ! (
      if (self::*) then '&lt;' || name() || string-join(@* ! (' ' || name() || '=&quot;' || . || '&quot;'))
        || (if (node()) then '&gt;' || f:xml-source(node()) || '&lt;/' || name() || '&gt;' else '/&gt;')
      else if (self::comment()) then '&lt;!--' || . || '--&gt;' else string(.)))"/>
  </xsl:function>

  <xsl:function name="f:without-children" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element"><xsl:copy><xsl:copy-of select="@*"/></xsl:copy></xsl:for-each>
  </xsl:function>

  <!-- What is read in a document: its text, its transcription, and what stands off it; a document that has none of these is
       its header, and a description of manuscripts in the header is always read. Records that the text points to are what indexes are
       made of. Images of pages without a word are left out beside a text: its page breaks point to them. -->
  <xsl:function name="f:shown-parts" as="element()*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="descriptions" as="element()*" select="$article/tei:teiHeader/tei:fileDesc/tei:sourceDesc//tei:msDesc[not(ancestor::tei:msDesc)]"/>
    <xsl:variable name="texts" as="element()*" select="$article/* except $article/(tei:teiHeader | tei:standOff
      | tei:facsimile[not(normalize-space())][../tei:text[normalize-space()] or exists($descriptions)])"/>
    <xsl:variable name="off" as="element()*" select="$article/tei:standOff/(* except tei:note[f:has-mark(.)])[normalize-space()][not(f:is-indexed(.))]"/>
    <xsl:sequence select="
      if ($texts[normalize-space()]) then ($texts, $off, $descriptions)
      else ($texts, $article/tei:teiHeader, $article/tei:standOff)"/>
  </xsl:function>

  <xsl:variable name="records" as="map(xs:string, xs:boolean)" select="f:set(
    'person personGrp place org event object nym relation bibl biblStruct biblFull msDesc')"/>
  <xsl:key name="pointed-to" match="*[@ref | @corresp | @who | @sameAs | @target][ancestor::tei:text or ancestor::tei:sourceDoc]"
           use="(@ref, @corresp, @who, @sameAs, @target) ! tokenize(.) ! replace(., '^.*#', '')"/>

  <!-- Whether the indexes tell what a record that stands off the text says, or all records of a list. -->
  <xsl:function name="f:is-indexed" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="records" as="element()*" select="
      if ($records(local-name($part))) then $part
      else if (not(starts-with(local-name($part), 'list'))) then ()
      else $part//*[$records(local-name(.))][not(ancestor::*[$records(local-name(.))])]"/>
    <xsl:sequence select="exists($records) and (every $record in $records satisfies exists(key('pointed-to', string($record/@xml:id), root($record))))"/>
  </xsl:function>

  <!-- Above a list of records beside a text that none of it points to: what they are, or a reader would take them for its end. -->
  <xsl:function name="f:unpointed-label" as="xs:string?">
    <xsl:param name="list" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="lower-case(substring-after(local-name($list), 'list'))"/>
    <xsl:sequence select="
      if ($list/parent::tei:standOff[normalize-space(../tei:text)] and not($list/tei:head))
      then string-join((if ($kind = ('person', 'place', 'org')) then f:word('kind-' || $kind) else (), f:word('entries-unpointed')), f:word('colon'))
      else ()"/>
  </xsl:function>

  <!-- A part of a description that is a block of its own and has no heading is told by its kind. -->
  <xsl:function name="f:is-labelled-part" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part/ancestor::tei:msDesc) and normalize-space($part) and not($part/tei:head) and f:is-block($part)"/>
  </xsl:function>

  <!-- What a pointer leads to, in words: a heading, a short phrase, the number of a page; nothing where there is none. -->
  <xsl:function name="f:pointer-words" as="xs:string?">
    <xsl:param name="pointer" as="attribute()"/>
    <xsl:variable name="target" as="element()?" select="key('id', substring($pointer, 2), root($pointer))[starts-with($pointer, '#')][1]"/>
    <xsl:variable name="words" as="xs:string" select="string(($target/tei:head[1], $target[not(tei:head)]) ! f:printed(.))"/>
    <xsl:sequence select="
      if ($target/self::tei:note[f:mark(.) ne '']) then f:mark($target)
      else if ($target/self::tei:pb/@n) then f:word('page-n', $target/@n)
      else if ($words ne '') then (if (string-length($words) gt 80) then replace(substring($words, 1, 80), '\s+\S*$', '') || ' …' else $words)
      else $target/@n ! string(.)"/>
  </xsl:function>

  <!-- Of a schema's own parts, the name that an attribute tells. -->
  <xsl:function name="f:schema-name" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="name" as="attribute()" select="$part/(@ident, @key, @name)[1]"/>
    <xsl:sequence select="
      if ($part/(self::tei:elementSpec | self::tei:elementRef)) then '&lt;' || $name || '&gt;'
      else if ($part/(self::tei:attDef | self::tei:attRef)) then '@' || $name
      else if ($part/self::tei:valItem) then '&quot;' || $name || '&quot;' else string($name)"/>
  </xsl:function>

  <!-- What stands around the name of an element, an attribute, a tag or a value. -->
  <xsl:function name="f:xml-signs" as="xs:string+">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="map { 'gi': ('&lt;', '&gt;'), 'tag': ('&lt;', '&gt;'), 'att': ('@', ''), 'val': ('&quot;', '&quot;') }(local-name($name))"/>
  </xsl:function>

  <!-- What stands between a part of a structured reference and what comes before it, where nothing is written between them:
       a colon between place and publisher, a comma before a date, a volume or pages, else a full stop; and a blank. -->
  <xsl:function name="f:point-before" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="record" as="element()" select="($part/ancestor::tei:biblStruct[last()], $part/parent::tei:bibl)[1]"/>
    <xsl:variable name="before" as="text()?" select="($record//text()[. &lt;&lt; $part][normalize-space()])[last()]"/>
    <xsl:variable name="first" as="element()" select="($part//*[not(*)][normalize-space()], $part)[1]/ancestor-or-self::*[f:is-reference-part(.)][1]"/>
    <xsl:variable name="last" as="element()?" select="$before/ancestor::*[f:is-reference-part(.)][1]"/>
    <xsl:if test="exists($before) and normalize-space($part) and not($part/../text()[normalize-space()])
      and not($part/ancestor::*[$before &lt;&lt; .][ancestor::tei:biblStruct])">
      <xsl:sequence select="
        if (matches($before, '[.,:;?!，。：；]\s*$')) then ' '
        else if ($first/self::tei:publisher and $last/self::tei:pubPlace) then ': '
        else if ($first/(self::tei:date | self::tei:publisher | self::tei:biblScope | self::tei:citedRange)
          or $first/self::tei:author and $last/self::tei:author or $first/self::tei:editor and $last/self::tei:editor) then ', ' else '. '"/>
    </xsl:if>
  </xsl:function>

  <!-- What stands between the parts of a shelfmark, and between the measures of a thing. -->
  <xsl:function name="f:point-in-list" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:if test="$part/(parent::tei:msIdentifier | parent::tei:dimensions) and normalize-space($part)
      and $part/preceding-sibling::*[1][normalize-space()] and not($part/../text()[normalize-space()])">
      <xsl:sequence select="if ($part/parent::tei:dimensions) then ' × ' else ', '"/>
    </xsl:if>
  </xsl:function>

  <!-- The unit of measures, after the last of them or after each that has one of its own. -->
  <xsl:function name="f:unit-after" as="xs:string?">
    <xsl:param name="measure" as="element()"/>
    <xsl:sequence select="$measure[normalize-space()]/(@unit, parent::tei:dimensions[$measure is *[normalize-space()][last()]]/@unit)[1] ! (' ' || .)"/>
  </xsl:function>

  <!-- A part of a structured reference that is told apart from its neighbours, or holds such parts. -->
  <xsl:function name="f:is-reference-part" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(self::tei:author | self::tei:editor | self::tei:title | self::tei:edition | self::tei:pubPlace
      | self::tei:publisher | self::tei:date | self::tei:biblScope | self::tei:citedRange | self::tei:idno | self::tei:note | self::tei:respStmt
      | self::tei:series | self::tei:analytic | self::tei:monogr | self::tei:imprint)
      [parent::tei:biblStruct or parent::tei:analytic or parent::tei:monogr or parent::tei:imprint or parent::tei:series or parent::tei:bibl[f:is-unpointed(.)]])"/>
  </xsl:function>

  <!-- A citation of which only the parts are given, as in a structured one. -->
  <xsl:function name="f:is-unpointed" as="xs:boolean">
    <xsl:param name="citation" as="element(tei:bibl)"/>
    <xsl:sequence select="exists($citation/*[2]) and not($citation/text()[normalize-space()])"/>
  </xsl:function>
</xsl:stylesheet>
