<?xml version="1.0" encoding="UTF-8"?>
<!-- The record of each cited item: the fields of citations.json, read off the flat bibl of a note. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <!-- What an article cites, in its notes and in its text; of foreign TEI also what publishing/foreign.py found elsewhere. -->
  <xsl:function name="f:citations" as="element(tei:bibl)*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="$article//tei:bibl[@type or @ref][ancestor::tei:text or @f:cited]"/>
  </xsl:function>

  <xsl:function name="f:note-number" as="xs:integer?">
    <xsl:param name="note" as="element(tei:note)?"/>
    <xsl:sequence select="if (matches($note/@xml:id, '^n\d+$')) then xs:integer(substring($note/@xml:id, 2)) else $note-places(generate-id($note))"/>
  </xsl:function>

  <!-- Where a note stands among the notes, if its id does not say it. -->
  <xsl:variable name="note-places" as="map(xs:string, xs:integer)" select="
    map:merge(/descendant-or-self::tei:TEI ! (tei:text//tei:note ! map { generate-id(.): position() }))"/>

  <xsl:function name="f:records" as="map(*)*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:for-each-group select="f:citations($article)" group-by="generate-id(ancestor::tei:note[1])">
      <xsl:for-each select="current-group()">
        <xsl:sequence select="f:record(., position())"/>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Absent fields are left out: an empty value drops its key. -->
  <xsl:function name="f:record" as="map(*)">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:param name="place" as="xs:integer"/>
    <xsl:variable name="note" as="element(tei:note)?" select="$item/ancestor::tei:note[1]"/>
    <xsl:sequence select="map:merge((
      f:field('note', $note ! f:note-number(.)), map { 'n': $place },
      f:field('label', $note/@n ! string(.)),
      f:field('id', f:id($item)),
      map { 'kind': string(($item/@type, 'other')[1]), 'text': f:item-text($item) },
      f:field('signal', f:signal($item)),
      f:field('lang', $item/@xml:lang ! string(.)),
      f:archival-fields($item),
      f:page-fields($item),
      f:list-field('documents', f:described-documents($item) ! f:document(.)),
      f:bibliographic-fields($item),
      f:reference-fields($item)))"/>
  </xsl:function>

  <xsl:function name="f:field" as="map(*)">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:sequence select="if (exists($value) and string($value) ne '') then map { $key: $value } else map { }"/>
  </xsl:function>

  <xsl:function name="f:list-field" as="map(*)">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="item()*"/>
    <xsl:sequence select="if (exists($values)) then map { $key: array { $values } } else map { }"/>
  </xsl:function>

  <!-- The item's words, without an introducing word that stands first in it. -->
  <xsl:function name="f:item-text" as="xs:string">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="first" as="node()?" select="$item/node()[not(self::text()[normalize-space() eq ''])][1]"/>
    <xsl:variable name="introduction" as="node()?" select="$first[self::tei:seg[@type = 'signal']]"/>
    <xsl:sequence select="f:printed($item/node() except $introduction)"/>
  </xsl:function>

  <!-- The introducing word in the item, or right before it. -->
  <xsl:function name="f:signal" as="xs:string?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="before" as="element()?" select="$item/preceding-sibling::*[1][self::tei:seg[@type = 'signal']]"/>
    <xsl:variable name="gap" as="xs:string" select="string-join($item/preceding-sibling::text()[. >> $before])"/>
    <xsl:sequence select="($item/tei:seg[@type = 'signal'], $before[normalize-space(translate($gap, '：:', '')) eq ''])[1]
                          ! f:printed(.)"/>
  </xsl:function>

  <xsl:function name="f:archival-fields" as="map(*)">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="implied" as="element(tei:repository)?"
                  select="f:analysed($item)[$item//tei:idno[@type = 'piece']][not($item/@subtype = 'short')]//tei:repository"/>
    <xsl:variable name="repository" as="element()?" select="($item//tei:orgName[@role = 'repository'], $implied)[1]"/>
    <xsl:variable name="levels" as="element(tei:idno)*" select="f:levels-of($item)"/>
    <xsl:sequence select="map:merge((
      f:field('repository', $repository ! f:printed(.)),
      f:field('repository_key', ($repository/@ref, f:analysed($item)//tei:repository/@ref)[1] ! replace(., '^.*#(archive-)?', '')),
      for $part in f:shelfmark-parts($levels)
        return f:field($part, $levels[@type = $part][1] ! f:printed(.)),
      f:list-field('levels', $levels ! f:level(.))))"/>
  </xsl:function>

  <xsl:key name="record" match="tei:standOff//*[@xml:id]" use="@xml:id"/>

  <xsl:function name="f:analysed" as="element()?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:sequence select="key('record', replace(string($item/@ref), '^.*#', ''), root($item))[ancestor::tei:TEI[1] is $item/ancestor::tei:TEI[1]][1]"/>
  </xsl:function>

  <xsl:variable name="address-types" as="xs:string+" select="'DOI', 'URI', 'doi', 'url', 'URL'"/>

  <!-- The numbers of an item's shelfmark, from the widest level to the narrowest; equals and unknown ones as printed. -->
  <xsl:function name="f:levels-of" as="element(tei:idno)*">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:perform-sort select="$item//tei:idno[@type][not(@type = $address-types)]">
      <xsl:sort select="(index-of($shelfmark-levels, string(@type)), 99)[1]"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- A level with its label as printed: the words right before its number, two where both are shortened (Ед. хр.). -->
  <xsl:function name="f:level" as="map(*)">
    <xsl:param name="number" as="element(tei:idno)"/>
    <xsl:variable name="before" as="xs:string" select="normalize-space(string($number/preceding-sibling::node()[1][self::text()]))"/>
    <xsl:variable name="words" as="xs:string?" select="
      if (matches($before, '^\W*\p{Lu}\p{Ll}\.\s\p{Ll}{1,3}\.$')) then $before else tokenize($before, '[,，;；()（）。《〈「“]|\.\s+')[last()]"/>
    <xsl:variable name="label" as="xs:string" select="normalize-space(replace($words, '^\W+', ''))"/>
    <xsl:sequence select="map:merge((
      map { 'kind': string($number/@type) },
      f:field('label', $label[matches(., '\w')]),
      map { 'number': f:printed($number) }))"/>
  </xsl:function>

  <xsl:variable name="shelfmark-levels" as="xs:string+"
                select="'record-group', 'fond', 'class', 'subgroup', 'collection', 'fonds-number', 'opis', 'microfilm', 'series', 'entry', 'lot',
                        'papka', 'box', 'file-volume', 'reel', 'folder', 'delo', 'file', 'file-number', 'fiche', 'frames', 'piece', 'shelfmark',
                        'item'"/>

  <!-- The kinds of numbers that a shelfmark has, from the widest to the narrowest; unknown ones come last. -->
  <xsl:function name="f:shelfmark-parts" as="xs:string*">
    <xsl:param name="numbers" as="element(tei:idno)*"/>
    <xsl:variable name="found" as="xs:string*" select="distinct-values($numbers/@type ! string(.))[matches(., '^[a-z-]+$')]"/>
    <xsl:sequence select="$shelfmark-levels[. = $found], sort($found[not(. = $shelfmark-levels)])"/>
  </xsl:function>

  <xsl:function name="f:page-fields" as="map(*)">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="ranges" as="element(tei:citedRange)*" select="$item//tei:citedRange"/>
    <xsl:variable name="pairs" as="array(xs:integer)*" select="$ranges ! f:page-pair(.)"/>
    <xsl:sequence select="map:merge((f:list-field('pages', $pairs), f:field('pages_text', f:span-text($item, $ranges))))"/>
  </xsl:function>

  <xsl:function name="f:page-pair" as="array(xs:integer)?">
    <xsl:param name="range" as="element(tei:citedRange)"/>
    <xsl:variable name="from" as="xs:string?" select="$range/@from[matches(., '^\d+$')]"/>
    <xsl:variable name="to" as="xs:string?" select="($range/@to, $from)[1][matches(., '^\d+$')]"/>
    <xsl:sequence select="if ($from and $to) then [xs:integer($from), xs:integer($to)] else ()"/>
  </xsl:function>

  <!-- The printed words from the first to the last of some parts of an item, with what stands between them. -->
  <xsl:function name="f:span-text" as="xs:string?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:variable name="between" as="node()*"
                  select="$item/node()[not(. &lt;&lt; $parts[1]/ancestor-or-self::*[parent::node() is $item])
                                       and not(. >> $parts[last()]/ancestor-or-self::*[parent::node() is $item])]"/>
    <xsl:sequence select="if (exists($parts)) then f:printed($between) else ()"/>
  </xsl:function>

  <xsl:key name="described" match="tei:seg[@type = 'document']" use="tokenize(@corresp) ! substring-after(., '#')"/>

  <!-- The documents that a cited item describes, and those that the sentence before it describes. -->
  <xsl:function name="f:described-documents" as="element(tei:seg)*">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:sequence select="$item ! key('described', @xml:id, root()), $item//tei:seg[@type = 'document']"/>
  </xsl:function>

  <xsl:function name="f:document" as="map(*)">
    <xsl:param name="document" as="element(tei:seg)"/>
    <xsl:variable name="dates" as="xs:string*"
                  select="$document//tei:date/(@when, (@from | @to), (@notBefore | @notAfter)) ! string(.)"/>
    <xsl:sequence select="map:merge((
      map { 'text': f:printed($document), 'type': string(($document/@subtype, 'other')[1]) },
      f:party-fields($document, 'sender'),
      f:party-fields($document, 'recipient'),
      if (count($dates) gt 1) then map { 'date': array { $dates } } else f:field('date', $dates)))"/>
  </xsl:function>

  <!-- Who wrote or received it: names as printed, and beside them the keys of those that have an entry. -->
  <xsl:function name="f:party-fields" as="map(*)">
    <xsl:param name="document" as="element(tei:seg)"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="names" as="element()*" select="$document//*[@role = $role]"/>
    <xsl:sequence select="map:merge((
      f:list-field($role, $names ! f:printed(.)),
      f:list-field($role || '_keys', $names/@ref ! replace(., '^.*#', ''))))"/>
  </xsl:function>

  <xsl:function name="f:bibliographic-fields" as="map(*)">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="title" as="element(tei:title)?" select="f:item-title($item)"/>
    <xsl:variable name="container" as="element(tei:title)?"
                  select="($item//tei:title[@level = ('j', 'm', 's')][not(@type = 'translated')][not(. is $title)])[1]"/>
    <xsl:sequence select="map:merge((
      f:list-field('authors', $item//tei:author ! f:author-names(., $item)),
      f:list-field('editors', $item//tei:editor[not(@role = 'translator')] ! f:printed(.)),
      f:list-field('translators', $item//tei:editor[@role = 'translator'] ! f:printed(.)),
      f:field('title', $title ! f:printed(.)),
      f:field('container', $container ! f:printed(.)),
      f:field('volume', ($item//tei:biblScope[@unit = 'volume'])[1] ! f:printed(.)),
      f:field('issue', ($item//tei:biblScope[@unit = 'issue'])[1] ! f:printed(.)),
      f:field('place', ($item//tei:pubPlace)[1] ! f:printed(.)),
      f:field('publisher', ($item//tei:publisher)[1] ! f:printed(.)),
      f:field('year', f:year($item)),
      f:field('issued', f:imprint-date($item)[matches(., '^\d{4}-\d\d-\d\d')]),
      f:field('doi', $item//tei:idno[@type = ('DOI', 'doi')][1] ! f:printed(.)),
      f:field('url', ($item//tei:idno[@type = ('URI', 'url', 'URL')][1] ! f:printed(.), $item//tei:ptr[1]/@target ! string(.))[1]),
      f:field('accessed', ($item//tei:date[@type = 'accessed'])[1]/@when ! string(.))))"/>
  </xsl:function>

  <!-- An author as printed; for one who is called the same as before (Idem, Он же) the names that the work's record has. -->
  <xsl:function name="f:author-names" as="xs:string*">
    <xsl:param name="author" as="element(tei:author)"/>
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="known" as="xs:string*"
                  select="f:analysed($item)[$author/@role = 'same'] ! .//tei:author ! f:printed(.)"/>
    <xsl:sequence select="if (exists($known)) then $known else f:printed($author)"/>
  </xsl:function>

  <!-- A part's title before a whole's; a journal is never the item's own title. -->
  <xsl:function name="f:item-title" as="element(tei:title)?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="titles" as="element(tei:title)*" select="$item//tei:title[not(@type = 'translated')]"/>
    <xsl:sequence select="($titles[@level = 'a'], $titles[@level = 'u'], $titles[not(@level)], $titles[@level = 'm'])[1]"/>
  </xsl:function>

  <!-- The imprint's year is a part of the citation and shares its statement of responsibility; a date with a statement of
       its own is only mentioned. -->
  <xsl:function name="f:imprint-date" as="xs:string?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="dates" as="element(tei:date)*"
                  select="$item//tei:date[not(ancestor::tei:seg[@type = 'document'])][not(@type = 'accessed')]"/>
    <xsl:sequence select="($dates[not(@resp)], $dates[not($item/@type = 'archival')])[1]/(@when, @from, @notBefore)[1]"/>
  </xsl:function>

  <xsl:function name="f:year" as="xs:integer?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:sequence select="f:imprint-date($item)[matches(., '^\d{4}')] ! xs:integer(substring(., 1, 4))"/>
  </xsl:function>

  <xsl:function name="f:reference-fields" as="map(*)">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="work" as="xs:string?" select="$item/@ref ! replace(., '^.*#', '')"/>
    <xsl:sequence select="map:merge((
      if ($item/@subtype = 'short')
        then (map { 'short': true() }, f:field('full', f:full-form($item))) else (),
      f:field('work', $work)))"/>
  </xsl:function>

  <xsl:key name="by-reference" match="tei:text//tei:bibl[@ref]" use="@ref"/>

  <!-- A short form whose unit differs from its full form's (the same fond, another delo) names the full form itself. -->
  <xsl:function name="f:full-form" as="xs:string?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="article" as="element(tei:TEI)" select="$item/ancestor::tei:TEI[1]"/>
    <xsl:variable name="same" as="element(tei:bibl)*" select="key('by-reference', $item/@ref, $article)[not(@subtype = 'short')]"/>
    <xsl:sequence select="($item/@corresp ! replace(., '^.*#', ''), $same/@xml:id ! string(.))[1]"/>
  </xsl:function>

  <!-- ==== names of archives and shelfmarks ==== -->

  <!-- The analysed unit has the archive where a short form leaves it out. -->
  <xsl:function name="f:unit" as="element()?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:sequence select="key('id', replace(string($item/@ref), '^.*#', ''), root($item))[1]"/>
  </xsl:function>

  <xsl:function name="f:archive-name" as="xs:string">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="repository" as="element()?"
                  select="(f:unit($item)//tei:repository, $item//tei:orgName[@role = 'repository'])[1]"/>
    <xsl:variable name="entry" as="element()?" select="key('id', replace(string($repository/@ref), '^.*#', ''), root($item))[1]"/>
    <xsl:sequence select="(f:abbreviation($entry), $repository ! f:printed(.), f:word('archive-unknown'))[. ne ''][1]"/>
  </xsl:function>

  <xsl:function name="f:abbreviation" as="xs:string?">
    <xsl:param name="entry" as="element()?"/>
    <xsl:variable name="mine" as="element()*" select="$entry/tei:orgName[f:interface-language(string(@xml:lang)) eq $interface]"/>
    <xsl:sequence select="($mine[@type = 'abbr'], $mine[not(@type)])[1] ! normalize-space(.)"/>
  </xsl:function>

  <!-- The shelfmark in its archive's own notation, from the widest level to the narrowest: ф. 45, оп. 1, д. 334. What a
       short form leaves out, the analysed unit has. -->
  <xsl:function name="f:shelfmark" as="xs:string">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="printed" as="element(tei:idno)*" select="f:levels-of($item)"/>
    <xsl:variable name="whole" as="element(tei:idno)*" select="f:unit($item)[self::tei:msDesc]//tei:idno"/>
    <xsl:sequence select="string-join((if ($whole) then $whole else $printed) ! f:notation(., $item), ', ')"/>
  </xsl:function>

  <xsl:key name="number" match="tei:bibl//tei:idno" use="@type || ' ' || normalize-space()"/>

  <!-- A level with its label: as printed with this number, else as another number of this kind has it. -->
  <xsl:function name="f:notation" as="xs:string">
    <xsl:param name="level" as="element(tei:idno)"/>
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space(string-join($level/text()))"/>
    <xsl:variable name="same" as="element(tei:idno)*" select="$item//tei:idno[@type = $level/@type], key('number', $level/@type || ' ' || $number, root($item))"/>
    <xsl:variable name="printed" as="xs:string" select="string(($same ! f:level(.)?label)[1])"/>
    <xsl:variable name="label" as="xs:string" select="
      if (matches(lower-case($printed), '^([Ѐ-ӿ]{1,4}|[fopd]|op)\.?$')) then replace(lower-case($printed), '\.$', '') || '.' else $printed"/>
    <xsl:sequence select="string-join(($label[. ne ''], $number), if (matches($label, '[㐀-鿿：:]$')) then '' else ' ')"/>
  </xsl:function>

  <!-- Numbers of one length, so that ф. 9 stands before ф. 45. -->
  <xsl:function name="f:padded" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="string-join(analyze-string($text, '\d+')/* ! (if (self::fn:match) then format-number(xs:integer(substring(., 1, 15)), '000000000000000') else string(.)))"
                  xmlns:fn="http://www.w3.org/2005/xpath-functions"/>
  </xsl:function>
  <xsl:function name="f:is-archival" as="xs:boolean">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:sequence select="$item/@type = 'archival' or starts-with(string($item/@ref), '#unit-')"/>
  </xsl:function>
</xsl:stylesheet>
