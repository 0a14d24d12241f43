<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of citations: archives down to the leaves, works by author and title. For one article or many. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:param name="editions" as="xs:string" select="''">
    <!-- Where the HTML editions stand, seen from the index: "" or "../html/". Used by the index page only. -->
  </xsl:param>

  <xsl:param name="citation-data" as="xs:string" select="''">
    <!-- JSON: what the page cites, for the buttons that give one citation (publishing/indexing.py, citation_data); "" where it
         stands in scripts beside the page (f:html-card). -->
  </xsl:param>

  <!-- An article's page offers itself to Zotero, the pages of indexes what they list: of COinS and citation_* in one page
       Zotero takes COinS. -->
  <xsl:variable name="has-coins" as="xs:boolean" select="false()"/>

  <xsl:template name="f:citation-data" as="element(script)?">
    <xsl:if test="$citation-data ne ''">
      <script type="application/json" id="citation-data"><xsl:sequence select="$citation-data"/></script>
    </xsl:if>
  </xsl:template>

  <xsl:param name="citations" as="document-node()?" select="()">
    <!-- The index of a document that has foreign citations, which this stylesheet makes with $only-citations. -->
  </xsl:param>

  <xsl:template name="f:html-citation-index" as="element(section)?">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:sequence select="if (exists($citations)) then $citations/section else f:citation-index(f:citations(.))"/>
  </xsl:template>

  <xsl:function name="f:citation-index" as="element(section)?">
    <xsl:param name="citations" as="element(tei:bibl)*"/>
    <xsl:if test="exists($citations)">
      <section id="citations" class="index citation-index" aria-labelledby="citations-head">
        <h2 id="citations-head"><xsl:value-of select="f:word('citations')"/></h2>
        <xsl:sequence select="f:archives($citations[f:is-archival(.)]), f:works($citations[not(f:is-archival(.))])"/>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- ==== archives ==== -->

  <xsl:function name="f:archives" as="element(section)?">
    <xsl:param name="citations" as="element(tei:bibl)*"/>
    <xsl:if test="exists($citations)">
      <section id="by-archive" class="by-archive">
        <h3><xsl:value-of select="f:word('by-archive')"/></h3>
        <xsl:for-each-group select="$citations" group-by="f:archive-name(.)">
          <xsl:sort select="f:rank(current-grouping-key())"/>
          <xsl:sequence select="f:archive(current-grouping-key(), current-group())"/>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:archive" as="element(section)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <section class="archive">
      <h4>
        <xsl:value-of select="$name"/>
        <xsl:for-each select="distinct-values(($citations//tei:orgName[@role = 'repository'] ! f:printed(.))[. ne $name])[1]">
          <span class="entry-other"><xsl:value-of select="."/></span>
        </xsl:for-each>
      </h4>
      <ul class="units">
        <xsl:for-each-group select="$citations" group-by="f:shelfmark(.)">
          <xsl:sort select="f:padded(current-grouping-key())"/>
          <xsl:sequence select="f:unit-line(current-grouping-key(), current-group())"/>
        </xsl:for-each-group>
      </ul>
    </section>
  </xsl:function>

  <!-- One line a file: its shelfmark, then the leaves with the notes that cite them. -->
  <xsl:function name="f:unit-line" as="element(li)">
    <xsl:param name="shelfmark" as="xs:string"/>
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <li class="unit">
      <xsl:sequence select="f:unit-id($citations[1])"/>
      <span class="shelf"><xsl:value-of select="$shelfmark"/></span>
      <xsl:for-each select="$citations">
        <xsl:sort select="f:number-key((.//tei:citedRange)[1]/@from)"/>
        <xsl:value-of select="if (position() eq 1) then ', '[$shelfmark ne ''] else '; '"/>
        <xsl:sequence select="f:leaf(.)"/>
      </xsl:for-each>
    </li>
  </xsl:function>

  <xsl:function name="f:leaf" as="element(span)">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="described" as="xs:string*" select="f:described-documents($item) ! f:printed(.)"/>
    <span class="leaf">
      <xsl:value-of select="f:leaves($item) ! (. || ' ')"/>
      <xsl:if test="exists($described)">
        <span class="described"><xsl:value-of select="string-join($described, f:word('semicolon'))"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:text>→ </xsl:text>
      <xsl:sequence select="f:cited-in($item)"/>
      <xsl:if test="$has-coins"><span class="Z3988" title="{f:document-open-url($item)}"/></xsl:if>
    </span>
  </xsl:function>

  <!-- Leaves or pages as printed, the mark in small letters: л. 201–203. -->
  <xsl:function name="f:leaves" as="xs:string?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="printed" as="xs:string?" select="f:span-text($item, $item//tei:citedRange)"/>
    <xsl:variable name="mark" as="xs:string" select="replace(string($printed), '^(Лл?|С)\.?\s*\d.*$', '$1', 's')"/>
    <xsl:sequence select="
      if ($mark ne string($printed)) then lower-case($mark) || '. ' || replace($printed, '^(Лл?|С)\.?\s*', '') else $printed"/>
  </xsl:function>

  <!-- The unit's id stands with the first item that cites it. -->
  <xsl:function name="f:unit-id" as="attribute(id)?">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:if test="$item/@ref and $item is key('by-reference', $item/@ref, root($item))[1]">
      <xsl:attribute name="id" select="replace($item/@ref, '^.*#', '')"/>
    </xsl:if>
  </xsl:function>

  <!-- ==== works ==== -->

  <xsl:function name="f:works" as="element(section)*">
    <xsl:param name="citations" as="element(tei:bibl)*"/>
    <xsl:for-each-group select="$citations" group-by="substring(string((@xml:lang, 'und')[1]), 1, 2)">
      <xsl:sort select="index-of(('zh', 'ja', 'ko', 'ru', 'en'), current-grouping-key())"/>
      <xsl:sort select="current-grouping-key()"/>
      <xsl:sequence select="f:works-of(current-grouping-key(), current-group())"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:works-of" as="element(section)">
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <section class="works" id="works-{$language}">
      <h3><xsl:value-of select="($words('works-' || $language), f:word('works-other'))[1]"/></h3>
      <ul class="entries">
        <xsl:for-each-group select="$citations" group-by="string((@ref, '#item-' || f:id(.))[1])">
          <xsl:sort select="f:rank(f:work-heading(current-group()))"/>
          <xsl:sort select="f:rank(f:work-title(current-group()))"/>
          <xsl:sequence select="f:work(replace(current-grouping-key(), '^.*#', ''), current-group())"/>
        </xsl:for-each-group>
      </ul>
    </section>
  </xsl:function>

  <xsl:function name="f:work-record" as="element(tei:biblStruct)?">
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <xsl:sequence select="f:unit($citations[1])[self::tei:biblStruct]"/>
  </xsl:function>

  <xsl:function name="f:work-authors" as="xs:string*">
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <xsl:variable name="record" as="element()?" select="f:work-record($citations)"/>
    <xsl:variable name="full" as="element(tei:bibl)" select="($citations[not(@subtype = 'short')], $citations)[1]"/>
    <xsl:sequence select="if ($record) then (($record/tei:analytic, $record/tei:monogr)[1]/tei:author ! normalize-space(.))
                          else $full//tei:author ! f:printed(.)"/>
  </xsl:function>

  <xsl:function name="f:work-title" as="xs:string">
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <xsl:variable name="record" as="element()?" select="f:work-record($citations)"/>
    <xsl:variable name="full" as="element(tei:bibl)" select="($citations[not(@subtype = 'short')], $citations)[1]"/>
    <xsl:sequence select="(($record//tei:title)[1] ! normalize-space(.), f:item-title($full) ! f:printed(.),
                           ($full//tei:title)[1] ! f:printed(.), f:item-text($full))[. ne ''][1]"/>
  </xsl:function>

  <!-- Authors, or the title of what has none: what the list is ordered by. -->
  <xsl:function name="f:work-heading" as="xs:string">
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <xsl:sequence select="(f:work-authors($citations), f:work-title($citations))[1]"/>
  </xsl:function>

  <xsl:function name="f:work" as="element(li)">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <xsl:variable name="record" as="element()?" select="f:work-record($citations)"/>
    <xsl:variable name="language" as="xs:string" select="string($citations[1]/@xml:lang)"/>
    <li class="entry" id="{$id}">
      <span class="work">
        <xsl:if test="f:interface-language($language) ne $interface and $language ne 'zh'">
          <xsl:attribute name="lang" select="$language"/>
        </xsl:if>
        <xsl:if test="exists(f:work-authors($citations))">
          <b class="entry-name"><xsl:value-of select="string-join(f:work-authors($citations), f:word('comma'))"/></b>
          <xsl:text> </xsl:text>
        </xsl:if>
        <cite><xsl:value-of select="f:work-title($citations)"/></cite>
        <xsl:sequence select="f:work-details($record)"/>
      </span>
      <xsl:if test="$has-coins"><span class="Z3988" title="{f:open-url(($citations[not(@subtype = 'short')], $citations)[1])}"/></xsl:if>
      <span class="locators">
        <xsl:for-each select="$citations">
          <xsl:if test="position() ne 1"><xsl:value-of select="f:word('comma')"/></xsl:if>
          <xsl:sequence select="f:cited-in(.)"/>
          <xsl:value-of select="f:span-text(., .//tei:citedRange) ! (' ' || .)"/>
        </xsl:for-each>
      </span>
    </li>
  </xsl:function>

  <!-- COinS: the work as an OpenURL, which Zotero offers to take over. -->
  <xsl:function name="f:open-url" as="xs:string">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="fields" as="map(*)" select="f:bibliographic-fields($item)"/>
    <xsl:variable name="is-article" as="xs:boolean" select="exists($fields?container) and exists($item//tei:title[@level = 'j'])"/>
    <xsl:variable name="kind" as="xs:string" select="if ($is-article) then 'journal' else 'book'"/>
    <xsl:variable name="genre" as="xs:string" select="if ($is-article) then 'article' else if (exists($fields?container)) then 'bookitem' else 'book'"/>
    <xsl:variable name="titles" as="map(*)" select="
      if (empty($fields?container)) then map { 'rft.btitle': $fields?title }
      else map { 'rft.atitle': $fields?title, (if ($is-article) then 'rft.jtitle' else 'rft.btitle'): $fields?container }"/>
    <xsl:variable name="pairs" as="xs:string*" select="
      for $key in sort(map:keys($titles)) return f:open-url-field($key, $titles($key)),
      $fields?authors?* ! f:open-url-field('rft.au', .), f:open-url-field('rft.date', $fields?year ! string(.)),
      f:open-url-field('rft.volume', $fields?volume), f:open-url-field('rft.issue', $fields?issue),
      f:open-url-field('rft.pages', $fields?pages_text), f:open-url-field('rft.place', $fields?place), f:open-url-field('rft.pub', $fields?publisher),
      $fields?doi ! ('rft_id=' || encode-for-uri('info:doi/' || .))"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:sequence select="f:open-url-of($kind, $genre, $pairs)"/>
  </xsl:function>

  <!-- An archival document: Zotero knows the genre document, and takes the archive for its publisher, the shelfmark for its abstract. -->
  <xsl:function name="f:document-open-url" as="xs:string">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="documents" as="element(tei:seg)*" select="$item//tei:seg[@type = 'document']"/>
    <xsl:variable name="shelfmark" as="xs:string" select="string-join((f:shelfmark($item), f:leaves($item))[. ne ''], ', ')"/>
    <xsl:variable name="described" as="xs:string" select="string-join($documents ! f:printed(.), f:word('semicolon'))"/>
    <xsl:sequence select="f:open-url-of('book', 'document', (
      f:open-url-field('rft.title', ($described, $shelfmark, f:item-text($item))[. ne ''][1]),
      distinct-values($documents//*[@role = 'sender'] ! f:printed(.)) ! f:open-url-field('rft.au', .),
      f:open-url-field('rft.date', ($documents//tei:date/(@when, @from, @notBefore) ! string(.))[1]),
      f:open-url-field('rft.pub', f:archive-name($item)), f:open-url-field('rft.description', $shelfmark)))"/>
  </xsl:function>

  <!-- An OpenURL (ANSI/NISO Z39.88-2004): its format, the genre of what is meant, and the fields, each a key and its value. -->
  <xsl:function name="f:open-url-of" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="genre" as="xs:string"/>
    <xsl:param name="fields" as="xs:string*"/>
    <xsl:sequence select="string-join((
      'ctx_ver=Z39.88-2004', 'rft_val_fmt=' || encode-for-uri('info:ofi/fmt:kev:mtx:' || $kind), 'rft.genre=' || $genre, $fields), '&amp;')"/>
  </xsl:function>

  <xsl:function name="f:open-url-field" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[. ne ''] ! ($key || '=' || encode-for-uri(.))"/>
  </xsl:function>

  <!-- Container, number, place, publisher and year of the analysed record. -->
  <xsl:function name="f:work-details" as="element(span)?">
    <xsl:param name="record" as="element()?"/>
    <xsl:variable name="imprint" as="element()?" select="($record/tei:monogr/tei:imprint)[1]"/>
    <xsl:variable name="numbers" as="xs:string*" select="
      $imprint/tei:biblScope[@unit = 'volume'] ! f:word('volume-n', normalize-space(.)),
      $imprint/tei:biblScope[@unit = 'issue'] ! f:word('number-n', normalize-space(.))"/>
    <xsl:variable name="details" as="xs:string*" select="
      ($record/tei:analytic/following-sibling::tei:monogr/tei:title ! normalize-space(.),
       ($record//tei:editor) ! normalize-space(.),
       string-join(($imprint/tei:pubPlace, $imprint/tei:publisher) ! normalize-space(.), ': '),
       normalize-space(string($imprint/tei:date[1])), $numbers)[. ne '']"/>
    <xsl:if test="exists($details)">
      <span class="work-details"><xsl:value-of select="string-join($details, ', ')"/></span>
    </xsl:if>
  </xsl:function>

  <!-- ==== the way to the note ==== -->

  <xsl:function name="f:cited-in" as="element(a)">
    <xsl:param name="item" as="element(tei:bibl)"/>
    <xsl:variable name="article" as="element(tei:TEI)" select="$item/ancestor::tei:TEI[1]"/>
    <a class="cited-in">
      <xsl:if test="$item/ancestor::tei:text">
        <xsl:attribute name="href" select="f:edition-of($article) || '#' || f:id($item)"/>
      </xsl:if>
      <xsl:if test="exists($article/parent::tei:teiCorpus[count(tei:TEI) gt 1])">
        <span class="article-name"><xsl:value-of select="f:main-title($article)"/><xsl:text> </xsl:text></span>
      </xsl:if>
      <xsl:value-of select="f:where($item)"/>
    </a>
  </xsl:function>

  <!-- In an edition the notes stand on the same page; the index page names the file. -->
  <xsl:function name="f:edition-of" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="if ($article/@n) then $editions || encode-for-uri($article/@n) || '.html' else ''"/>
  </xsl:function>
</xsl:stylesheet>
