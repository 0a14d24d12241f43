<?xml version="1.0" encoding="UTF-8"?>
<!-- How an article and the pages that it has together with others lead to each other; a map of places. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:param name="home" as="xs:string" select="''">
    <!-- The start page of the site that the article belongs to, seen from the article; "" where it stands alone. -->
  </xsl:param>

  <!-- The joint lists, by the kind of their facts: what each is called. -->
  <xsl:function name="f:list-word" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="map { 'person': 'index-person', 'place': 'index-place', 'org': 'index-org', 'archive': 'archives', 'date': 'index-date',
      'archival': 'cited-from', 'work': 'works', 'letter': 'correspondence', 'document': 'documents' }($kind)"/>
  </xsl:function>

  <xsl:function name="f:links-of-site" as="element(ol)">
    <xsl:param name="home" as="xs:string"/>
    <xsl:param name="together" as="xs:string"/>
    <xsl:param name="kinds" as="xs:string*"/>
    <xsl:param name="here" as="xs:string"/>
    <ol>
      <li>
        <a href="{$home}"><xsl:if test="$here = 'start'"><xsl:attribute name="aria-current" select="'page'"/></xsl:if><xsl:value-of select="f:word('site')"/></a>
      </li>
      <xsl:for-each select="$kinds">
        <li>
          <a href="{$together}{.}.html">
            <xsl:if test="$here = ."><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
            <xsl:value-of select="f:word(f:list-word(.))"/>
          </a>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:function>

  <xsl:function name="f:results" as="element(div)">
    <div id="results" class="results" hidden="hidden" data-note="{f:word('hit-note')}" data-paragraph="{f:word('hit-paragraph')}">
      <p class="results-count" id="results-count" role="status" data-none="{f:word('found-none')}" data-some="{f:word('found')}"
         data-searching="{f:word('searching')}"/>
      <ol/>
      <p class="results-more" hidden="hidden"><a href="#text"><xsl:value-of select="f:word('search-all-for')"/></a></p>
    </div>
  </xsl:function>

  <!-- ==== a map ==== -->

  <!-- The places by their coordinates, east to the right and north up; no coastline is drawn, for none is at hand. -->
  <xsl:function name="f:map" as="element(figure)?">
    <xsl:param name="places" as="element(tei:place)*"/>
    <xsl:variable name="points" as="map(*)*" select="$places ! f:point(.)"/>
    <xsl:if test="exists($points)">
      <xsl:variable name="west" as="xs:double" select="min($points?x)"/>
      <xsl:variable name="north" as="xs:double" select="min($points?y)"/>
      <xsl:variable name="span" as="xs:double" select="max((max($points?x) - $west, 2 * (max($points?y) - $north), 1))"/>
      <xsl:variable name="scale" as="xs:double" select="340 div $span"/>
      <xsl:variable name="height" as="xs:double" select="max(((max($points?y) - $north) * $scale + 60, 80))"/>
      <figure class="map">
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 {round($height)}" role="img" aria-label="{f:word('map')}">
          <xsl:for-each select="$points">
            <xsl:sort select="?y"/>
            <xsl:variable name="x" as="xs:double" select="round((?x - $west) * $scale + 30, 1)"/>
            <xsl:variable name="y" as="xs:double" select="round((?y - $north) * $scale + 30, 1)"/>
            <circle cx="{$x}" cy="{$y}" r="4"/>
            <text x="{$x + 8}" y="{$y + 5}"><xsl:value-of select="?name"/></text>
          </xsl:for-each>
        </svg>
        <figcaption><xsl:value-of select="f:word('map-caption', string(count($points)))"/></figcaption>
      </figure>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:point" as="map(*)?">
    <xsl:param name="place" as="element(tei:place)"/>
    <xsl:variable name="degrees" as="xs:double*" select="tokenize(($place/tei:location/tei:geo)[1])[. castable as xs:double] ! xs:double(.)"/>
    <xsl:if test="count($degrees) eq 2">
      <xsl:sequence select="map { 'x': $degrees[2], 'y': -$degrees[1], 'name': string(f:first-names($place)[1]) }"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
