<?xml version="1.0" encoding="UTF-8"?>
<!-- Indexes of persons, places and organisations: each entry lists its occurrences, each occurrence leads here. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:template name="f:html-name-indexes" as="element(section)*">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="marked" as="element()*" select="f:marked(.)"/>
    <xsl:sequence select="('person', 'place', 'org') ! f:name-index(., $marked)"/>
  </xsl:template>

  <xsl:function name="f:name-index" as="element(section)?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="marked" as="element()*"/>
    <xsl:variable name="mine" as="element()*" select="$marked[f:kind(.) eq $kind]"/>
    <xsl:if test="exists($mine)">
      <section id="index-{$kind}" class="index" aria-labelledby="index-{$kind}-head">
        <h2 id="index-{$kind}-head"><xsl:value-of select="f:word('index-' || $kind)"/></h2>
        <p class="legend"><xsl:value-of select="f:word('locators')"/></p>
        <xsl:variable name="entries" as="map(*)+">
          <xsl:for-each-group select="$mine" group-by="f:target(.)">
            <xsl:sort select="f:rank(f:heading(current-group()[1]))"/>
            <xsl:sequence select="map { 'letter': f:letter(f:heading(current-group()[1])), 'entry': f:name-entry(current-grouping-key(), current-group()) }"/>
          </xsl:for-each-group>
        </xsl:variable>
        <div class="lettered">
          <xsl:for-each-group select="$entries" group-adjacent="string(?letter)">
            <h3 class="letter"><xsl:value-of select="f:letter-head(current-grouping-key())"/></h3>
            <ul class="entries"><xsl:sequence select="current-group()?entry"/></ul>
          </xsl:for-each-group>
        </div>
        <xsl:if test="$kind eq 'place'">
          <xsl:variable name="placed" as="element(tei:place)*">
            <xsl:for-each-group select="$mine" group-by="f:target(.)">
              <xsl:sort select="count(current-group())" order="descending"/>
              <xsl:sequence select="f:entry(.)[self::tei:place]"/>
            </xsl:for-each-group>
          </xsl:variable>
          <xsl:sequence select="f:map($placed, map:merge($placed/@xml:id ! map:entry(string(.), '#' || .)))"/>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:name-entry" as="element(li)">
    <xsl:param name="target" as="xs:string"/>
    <xsl:param name="occurrences" as="element()+"/>
    <xsl:variable name="entry" as="element()?" select="f:entry($occurrences[1])"/>
    <xsl:variable name="heading" as="xs:string" select="f:heading($occurrences[1])"/>
    <li class="entry{' unidentified'[empty($entry)]}" id="{$target}">
      <span class="entry-head">
        <b class="entry-name"><xsl:value-of select="f:index-heading($heading)"/></b>
        <xsl:sequence select="f:other-names($entry), f:about($entry), f:identifiers($entry)"/>
        <xsl:if test="empty($entry)"><span class="entry-about"><xsl:value-of select="f:word('unidentified')"/></span></xsl:if>
        <span class="count"><xsl:value-of select="f:word('times-n', string(count($occurrences)))"/></span>
      </span>
      <xsl:sequence select="f:locators($occurrences)"/>
    </li>
  </xsl:function>

  <!-- One name in each other language: the first, which is the usual one. -->
  <xsl:function name="f:other-names" as="element(span)*">
    <xsl:param name="entry" as="element()?"/>
    <xsl:variable name="heading" as="xs:string*" select="f:first-names($entry)[1]"/>
    <xsl:for-each-group select="$entry/(tei:persName | tei:placeName | tei:orgName | tei:geogName)[normalize-space() ne $heading]"
                        group-by="f:interface-language(string(@xml:lang))">
      <xsl:if test="current-grouping-key() ne $interface or @type = 'abbr'">
        <span class="entry-other">
          <xsl:sequence select="f:language-attribute(.)"/>
          <xsl:value-of select="normalize-space(.)"/>
        </span>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Life dates, office, country and coordinates, as far as the authority file has them. -->
  <xsl:function name="f:about" as="element(span)*">
    <xsl:param name="entry" as="element()?"/>
    <xsl:variable name="life" as="xs:string" select="
      string-join(($entry/tei:birth)[1]/substring(@when, 1, 4)) || '–' || string-join(($entry/tei:death)[1]/substring(@when, 1, 4))"/>
    <xsl:for-each select="$life[. ne '–'],
                          $entry/(tei:occupation, tei:state, tei:location/tei:country, tei:desc, tei:note)[f:is-own-language(.)]
                          ! normalize-space(.)[. ne ''], $entry/tei:location/tei:geo ! f:coordinates(.)">
      <span class="entry-about"><xsl:value-of select="."/></span>
    </xsl:for-each>
  </xsl:function>

  <!-- What an authority file describes is shown in the interface's language alone; where no language is stated, its letters tell. -->
  <xsl:function name="f:is-own-language" as="xs:boolean">
    <xsl:param name="description" as="element()"/>
    <xsl:variable name="stated" as="xs:string" select="string($description/@xml:lang)"/>
    <xsl:variable name="told" as="xs:string" select="
      if ($stated ne '') then f:interface-language($stated)
      else if (matches($description, $cjk)) then 'zh' else if (matches($description, '[Ѐ-ӿ]')) then 'ru' else 'en'"/>
    <xsl:sequence select="substring($told, 1, 2) eq substring($interface, 1, 2)"/>
  </xsl:function>

  <!-- Where else an entry is known: VIAF, Wikidata and the like, each as a link. -->
  <xsl:function name="f:identifiers" as="element(span)?">
    <xsl:param name="entry" as="element()?"/>
    <xsl:where-populated>
    <span class="entry-about">
    <xsl:for-each select="$entry/tei:idno[exists(f:resolved(string(@type), string(.)))]">
      <a class="entry-id" href="{f:resolved(string(@type), string(.))}" rel="external"><xsl:value-of select="(@type, 'URI')[1]"/></a>
    </xsl:for-each>
    </span>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="f:coordinates" as="xs:string?">
    <xsl:param name="geo" as="element(tei:geo)"/>
    <xsl:variable name="degrees" as="xs:double*" select="tokenize($geo)[. castable as xs:double] ! xs:double(.)"/>
    <xsl:if test="count($degrees) eq 2">
      <xsl:sequence select="format-number(abs($degrees[1]), '0.00°') || (if ($degrees[1] ge 0) then 'N' else 'S') || ' '
                            || format-number(abs($degrees[2]), '0.00°') || (if ($degrees[2] ge 0) then 'E' else 'W')"/>
    </xsl:if>
  </xsl:function>

  <!-- ==== locators ==== -->

  <xsl:function name="f:locators" as="element(span)">
    <xsl:param name="occurrences" as="element()+"/>
    <span class="locators">
      <xsl:for-each-group select="$occurrences" group-by="generate-id(f:block(.))">
        <xsl:if test="position() ne 1"><xsl:value-of select="f:word('comma')"/></xsl:if>
        <a href="#{$occurrence-ids(generate-id(.))}"><xsl:value-of select="f:place-name(.)"/></a>
      </xsl:for-each-group>
    </span>
  </xsl:function>

  <!-- A paragraph's number, "note 20", or the name of another part. -->
  <xsl:function name="f:place-name" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="block" as="element()?" select="f:block($node)"/>
    <xsl:variable name="note" as="element(tei:note)?" select="$node/ancestor-or-self::tei:note[1]"/>
    <xsl:variable name="paragraph" as="xs:integer?" select="$paragraph-numbers(generate-id($node/ancestor-or-self::tei:p[1]))"/>
    <xsl:sequence select="
      if ($note) then f:word('short-note-n', f:mark($note))
      else if (exists($paragraph)) then string($paragraph)
      else f:word(if ($block/self::tei:head) then 'heading' else if ($block/self::tei:cell) then 'table'
                  else if ($block/ancestor::tei:titlePage) then 'title-page' else 'text')"/>
  </xsl:function>
</xsl:stylesheet>
